// The ten platforms: what they are called, in the order in which the page shows them, and the shape in which each
// shows a post.

/** `frame`: width over height in which media are cropped, per kind of post; `layout` names a form of parts/preview.js. */
export const PLATFORMS = {
  // A post can name a platform `constructor`: the tables that are asked for names of others inherit nothing.
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
