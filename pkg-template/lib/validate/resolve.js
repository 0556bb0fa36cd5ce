// `resolvePost`: the text, media and options that each target will publish, and the body that is sent.

import { rewritten } from './check.js';
import { count } from '../text/count.js';
import { workspaceOf } from './workspace.js';

// A code point is at most two units.
const first = (text, most) => [...text.slice(0, most * 2)].slice(0, most).join('');

/** Options that PostPeer derives from the text. */
const FROM_TEXT = {
  youtube: text => ({ title: first(text, 100) || 'Untitled Video' }),
  pinterest: text => ({ title: first(text.slice(0, 202).split(/\r?\n/)[0], 100) }),
  tiktok: (text, isPhotos) => (isPhotos ? { description: text } : {}),
};

function bodyOf(post) {
  try {
    return JSON.stringify(post);
  } catch (cause) {
    throw new TypeError(`postpeer-wasm: resolvePost takes plain data: ${cause.message}`, { cause });
  }
}

/** Copies counts, so that no target shares an object with another. */
function copyOf({ others, ...counts }) {
  return others ? { ...counts, others: others.map(copyOf) } : counts;
}

const isObject = value => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param {any} post
 * @param {{ mode?: 'strict' | 'lenient' }} [options]
 */
export function resolve(engine, post, options) {
  if (!isObject(post)) throw new TypeError('postpeer-wasm: resolvePost takes a post');
  const body = bodyOf(options?.mode === 'lenient' ? rewritten(engine, post) : post);
  const sent = JSON.parse(body);
  const workspace = workspaceOf(engine);
  const { groups, platforms } = workspace.tables;
  const mediaItems = Array.isArray(sent.mediaItems) ? sent.mediaItems : [];
  const isPhotos = mediaItems.length > 0 && mediaItems.every(item => item?.type === 'image' || item?.type === 'gif');
  const list = Array.isArray(sent.platforms) ? sent.platforms : [];
  // Counts each text once for each platform, for any number of targets. For a few targets it is quicker to count all.
  const counted = new Map();
  const countsOf = (text, platform, longPost) => {
    const options = { media: isPhotos ? 'photo' : 'video', longPost };
    if (list.length <= platforms.length) return count(workspace, text, platform, options);
    const key = `${platform} ${longPost}`;
    const counts = counted.get(text) ?? new Map();
    if (counts.has(key)) return copyOf(counts.get(key));
    const made = count(workspace, text, platform, options);
    counted.set(text, counts.set(key, made));
    return made;
  };
  const targets = list.map(target => {
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
      counts: countsOf(text, platform, given.longPost === true),
    };
  });
  return { targets, body };
}
