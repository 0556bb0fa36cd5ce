// The size of a post. The cost of a check grows with targets times media, so the relay refuses very large posts early.

import { refuse } from './refusal.js';

const listOf = value => (Array.isArray(value) ? value : []);

/** Refuses a body with too many targets and posts of threads, or too many attachments in total. */
export function checkSize(body, { maxTargets, maxMediaItems }) {
  let targets = 0;
  let items = listOf(body?.mediaItems).length;
  for (const target of listOf(body?.platforms)) {
    const thread = listOf(target?.platformSpecificData?.threadItems);
    targets += 1 + thread.length;
    for (const item of thread) items += listOf(item?.mediaItems).length;
  }
  if (targets > maxTargets)
    refuse(
      400,
      'targets',
      `A post may have at most ${maxTargets} targets here, posts of threads included; this one has ${targets}.`,
    );
  if (items > maxMediaItems)
    refuse(400, 'media_items', `A post may have at most ${maxMediaItems} attachments here; this one has ${items}.`);
}
