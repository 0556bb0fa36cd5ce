// The platforms in display order. Title and colour are those of the package; the looks below are the page's own.

import formHints from 'postpeer-wasm/post.form.json';

/** `layout` names a layout of parts/preview.js. `frame` and `video` are aspect ratios of crops (width over height). */
const LOOKS = {
  tiktok: { layout: 'screen', frame: 9 / 16 },
  instagram: { layout: 'media-first', frame: 4 / 5, video: 9 / 16 },
  youtube: { layout: 'watch', frame: 16 / 9 },
  twitter: { layout: 'feed', frame: 16 / 9 },
  threads: { layout: 'feed', frame: 4 / 5 },
  bluesky: { layout: 'feed', frame: 16 / 9 },
  linkedin: { layout: 'feed', frame: 1.91 },
  facebook: { layout: 'feed', frame: 1.91 },
  pinterest: { layout: 'pin', frame: 2 / 3 },
  googlebusiness: { layout: 'feed', frame: 4 / 3 },
};

/** The look of a platform that has none above. */
const DEFAULT_LOOK = { layout: 'feed', frame: 16 / 9 };

const hints = formHints.Platform;
const order = [...new Set([...Object.keys(LOOKS), ...Object.keys(hints)])];

/** Title, colour and look of each platform. */
export const PLATFORMS = Object.assign(
  // Without a prototype: an untrusted post can name a platform `constructor`.
  Object.create(null),
  Object.fromEntries(order.map(name => [name, { ...DEFAULT_LOOK, ...LOOKS[name], ...hints[name] }])),
);

export const platformName = platform => PLATFORMS[platform]?.title ?? String(platform);
export const platformColor = platform => PLATFORMS[platform]?.color ?? '#555';
export const platformOrder = (a, b) => order.indexOf(a) - order.indexOf(b);
