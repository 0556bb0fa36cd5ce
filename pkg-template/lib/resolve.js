// `resolvePost`: what each target will publish, and the body that is sent.

import { rewritten } from './check.js';
import { count } from './count.js';
import { deskOf } from './desk.js';

const first = (text, most) => [...text].slice(0, most).join('');

/** Defaults that PostPeer makes of the text. */
const FROM_TEXT = {
  youtube: (text) => ({ title: first(text, 100) || 'Untitled Video' }),
  pinterest: (text) => ({ title: first(text.split(/\r?\n/)[0], 100) }),
  tiktok: (text, isPhotos) => (isPhotos ? { description: text } : {}),
};

function bodyOf(post) {
  try {
    return JSON.stringify(post);
  } catch (cause) {
    throw new TypeError(`postpeer-wasm: resolvePost takes plain data: ${cause.message}`, { cause });
  }
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param {any} post
 * @param {{ mode?: 'strict' | 'lenient' }} [options]
 */
export function resolve(engine, post, options) {
  if (!isObject(post)) throw new TypeError('postpeer-wasm: resolvePost takes a post');
  const body = bodyOf(options?.mode === 'lenient' ? rewritten(engine, post) : post);
  const sent = JSON.parse(body);
  const { groups, platforms } = deskOf(engine).tables;
  const mediaItems = Array.isArray(sent.mediaItems) ? sent.mediaItems : [];
  const isPhotos = mediaItems.length > 0 && mediaItems.every((item) => item?.type === 'image' || item?.type === 'gif');
  const targets = (Array.isArray(sent.platforms) ? sent.platforms : []).map((target) => {
    const { platform, accountId, platformSpecificData } = target ?? {};
    const given = isObject(platformSpecificData) ? platformSpecificData : {};
    const own = typeof target?.content === 'string' ? target.content : sent.content;
    const written = typeof own === 'string' ? own : '';
    const isStory = platform === 'instagram' && given.contentType === 'story';
    const text = isStory ? '' : written;
    const group = platforms.includes(platform) ? groups.get(platform) : undefined;
    if (!group) return { platform, accountId, text, mediaItems, options: { ...given } };
    return {
      platform,
      accountId,
      text,
      mediaItems,
      options: { ...JSON.parse(group.defaults), ...FROM_TEXT[platform]?.(text, isPhotos), ...given },
      counts: count(engine, text, platform, { media: isPhotos ? 'photo' : 'video', longPost: given.longPost === true }),
    };
  });
  return { targets, body };
}
