// Sending: the post once, the failed targets again, and finding out what became of it where no answer says so.

import { client } from '../lib/postpeer.js';
import { show, state, targetsOf } from '../store.js';
import { againOf, isPending, learn, record } from '../sent.js';
import { refreshCounts } from './posts.js';

const isNarrow = () => matchMedia('(max-width: 50rem)').matches;

/** On a phone the result begins at the top of the screen, and grows away from the verdict at its foot. */
export function lookAtResult() {
  const card = document.getElementById('result');
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: isNarrow() ? 'start' : 'nearest' });
}

/** A target of an answer belongs to the target of the post in its place where the platform is the same. */
function targetsSeen(seen, post) {
  return seen.map((target, index) => ({
    ...target,
    accountId:
      target.accountId ??
      (targetsOf(post)[index]?.platform === target.platform ? targetsOf(post)[index].accountId : undefined),
  }));
}

const STATES = { __proto__: null, published: 'published', failed: 'failed' };

const fromPost = (seen, post) =>
  targetsSeen(
    seen.platforms.map(({ platform, status, platformPostUrl, errorMessage, warningMessage }) => ({
      platform,
      state: STATES[status] ?? 'pending',
      url: platformPostUrl ?? undefined,
      error: errorMessage ?? undefined,
      warning: warningMessage ?? undefined,
    })),
    post,
  );

async function settle(mine, create) {
  lookAtResult();
  try {
    const answer = await create();
    learn(mine, { phase: 'answered', answer, targets: targetsSeen(answer.targets, mine.post) });
  } catch (error) {
    learn(mine, { phase: 'refused', error });
  }
  show(() => {
    state.session.trouble = '';
    state.result ??= mine;
  });
  refreshCounts();
  await follow(mine);
}

async function follow(mine) {
  const { postId, scheduledFor } = mine.answer?.data ?? {};
  if (!postId || scheduledFor || !isPending(mine)) return;
  try {
    await client.posts.wait(postId, { onUpdate: seen => seen && learn(mine, { targets: fromPost(seen, mine.post) }) });
  } catch (error) {
    learn(mine, { lost: error.message });
  }
  refreshCounts();
}

/** Whether it may be sent is asked before: see `standing`. */
export function send(given) {
  const post = structuredClone(given);
  const { mode } = state;
  return settle(record(post), () => client.withOptions({ validate: mode }).posts.create({ body: post }));
}

export function retry(failed) {
  const body = againOf(failed);
  failed.retried = record({ ...failed.post, ...body }, failed);
  return settle(failed.retried, () => client.posts.create({ body }));
}

export async function reconcile(lost) {
  show(() => void (state.result = lost));
  learn(lost, { looking: true, found: undefined });
  lookAtResult();
  const { receipt } = lost.error;
  const found = await client.posts.reconcile(receipt).catch(problem => ({ problem: problem.message }));
  if (found.status !== 'found') {
    learn(lost, { looking: false, found });
    return;
  }
  learn(lost, {
    looking: false,
    found: undefined,
    phase: 'answered',
    answer: { data: found.post, receipt },
    targets: fromPost(found.post, lost.post),
    recovered: true,
  });
  refreshCounts();
  await follow(lost);
}
