// How large a post may be. Checking one costs as its targets times its media, so the relay refuses early what no person writes.

import { refuse } from './refusal.js';

const lengthOf = (list) => (Array.isArray(list) ? list.length : 0);

/** Refuses a body with too many targets, or too many attachments in the post and its threads together. */
export function admitSize(body, { maxTargets, maxMediaItems }) {
  const targets = lengthOf(body?.platforms);
  if (targets > maxTargets) refuse(400, 'targets', `A post may have at most ${maxTargets} targets here; this one has ${targets}.`);
  let items = lengthOf(body?.mediaItems);
  for (const target of targets > 0 ? body.platforms : []) {
    const thread = target?.platformSpecificData?.threadItems;
    for (const item of Array.isArray(thread) ? thread : []) items += lengthOf(item?.mediaItems);
  }
  if (items > maxMediaItems) refuse(400, 'media_items', `A post may have at most ${maxMediaItems} attachments here; this one has ${items}.`);
}
