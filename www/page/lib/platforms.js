// The ten platforms in display order: name, preview layout and crop.

/** `layout` names a layout of parts/preview.js. `frame` and `video` are aspect ratios of crops (width over height). */
export const PLATFORMS = {
  // Without a prototype: an untrusted post can name a platform `constructor`.
  __proto__: null,
  tiktok: { name: 'TikTok', layout: 'screen', frame: 9 / 16 },
  instagram: { name: 'Instagram', layout: 'media-first', frame: 4 / 5, video: 9 / 16 },
  youtube: { name: 'YouTube', layout: 'watch', frame: 16 / 9 },
  twitter: { name: 'X', layout: 'feed', frame: 16 / 9 },
  threads: { name: 'Threads', layout: 'feed', frame: 4 / 5 },
  bluesky: { name: 'Bluesky', layout: 'feed', frame: 16 / 9 },
  linkedin: { name: 'LinkedIn', layout: 'feed', frame: 1.91 },
  facebook: { name: 'Facebook', layout: 'feed', frame: 1.91 },
  pinterest: { name: 'Pinterest', layout: 'pin', frame: 2 / 3 },
  googlebusiness: { name: 'Google Business', layout: 'feed', frame: 4 / 3 },
};

const order = Object.keys(PLATFORMS);

export const platformName = platform => PLATFORMS[platform]?.name ?? String(platform);
export const platformOrder = (a, b) => order.indexOf(a) - order.indexOf(b);
