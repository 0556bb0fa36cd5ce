// Sends the post in the form, retries failed targets and reconciles unknown outcomes.

import { client } from '../lib/api.js';
import { revealResult } from '../lib/reveal.js';
import { targetsOf } from '../lib/post.js';
import { refreshScheduled } from './posts.js';
import { show, state } from './store.js';
import { addSubmission, isPending, retryBodyOf, updateSubmission } from './submissions.js';

/** Adds account ids to the targets of an answer. They are in the order of the post's targets. */
const withAccounts = (targets, post) =>
  targets.map((target, index) => {
    const sent = targetsOf(post)[index];
    return {
      ...target,
      accountId: target.accountId ?? (sent?.platform === target.platform ? sent.accountId : undefined),
    };
  });

const TARGET_STATES = { __proto__: null, published: 'published', failed: 'failed' };

const targetsOfStored = (stored, post) =>
  withAccounts(
    stored.platforms.map(({ platform, status, platformPostUrl, errorMessage, warningMessage }) => ({
      platform,
      state: TARGET_STATES[status] ?? 'pending',
      url: platformPostUrl ?? undefined,
      error: errorMessage ?? undefined,
      warning: warningMessage ?? undefined,
    })),
    post,
  );

async function submit(submission, create) {
  revealResult();
  try {
    const answer = await create();
    updateSubmission(submission, { phase: 'answered', answer, targets: withAccounts(answer.targets, submission.post) });
  } catch (error) {
    updateSubmission(submission, { phase: 'failed', error });
  }
  show(() => {
    state.session.trouble = '';
    state.shownSubmission ??= submission;
  });
  refreshScheduled();
  await follow(submission);
}

async function follow(submission) {
  const { postId, scheduledFor } = submission.answer?.data ?? {};
  if (!postId || scheduledFor || !isPending(submission)) return;
  const onUpdate = stored =>
    stored && updateSubmission(submission, { targets: targetsOfStored(stored, submission.post) });
  try {
    await client.posts.wait(postId, { onUpdate });
  } catch (error) {
    updateSubmission(submission, { followError: error.message });
  }
  refreshScheduled();
}

/** Sends a post once. The caller must check `currentStatus` first. */
export function send(draft) {
  const post = structuredClone(draft);
  const { mode } = state;
  return submit(addSubmission(post), () => client.withOptions({ validate: mode }).posts.create({ body: post }));
}

export function retry(failed) {
  const body = retryBodyOf(failed);
  failed.retry = addSubmission({ ...failed.post, ...body }, failed);
  return submit(failed.retry, () => client.posts.create({ body }));
}

export async function reconcile(submission) {
  show(() => void (state.shownSubmission = submission));
  updateSubmission(submission, { isReconciling: true, reconciliation: undefined });
  revealResult();
  const { receipt } = submission.error;
  const reconciliation = await client.posts.reconcile(receipt).catch(error => ({ problem: error.message }));
  if (reconciliation.status !== 'found') {
    updateSubmission(submission, { isReconciling: false, reconciliation });
    return;
  }
  const { post } = reconciliation;
  updateSubmission(submission, {
    isReconciling: false,
    reconciliation: undefined,
    phase: 'answered',
    answer: { data: post, receipt },
    targets: targetsOfStored(post, submission.post),
    isRecovered: true,
  });
  refreshScheduled();
  await follow(submission);
}
