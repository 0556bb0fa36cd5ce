// How platforms are called, in the order in which the page shows them.

export const PLATFORMS = {
  tiktok: 'TikTok',
  youtube: 'YouTube',
  instagram: 'Instagram',
  twitter: 'X',
  linkedin: 'LinkedIn',
  facebook: 'Facebook',
  threads: 'Threads',
  pinterest: 'Pinterest',
  bluesky: 'Bluesky',
  googlebusiness: 'Google Business',
};

export const platformName = (platform) => PLATFORMS[platform] ?? String(platform);
