// The posts sent from this page and their outcomes. They decide what the send button does: a post that is published, or
// may be, is never sent a second time by a plain click. Unknown outcomes survive a reload, until they are known or the
// user dismisses them.

import { client } from '../lib/api.js';
import { postIdentity } from '../lib/post-identity.js';
import { targetsOf } from '../lib/post.js';
import { show, state } from './store.js';

const STORAGE_KEY = 'composer-unknown';

const pendingTargets = post =>
  targetsOf(post).map(({ platform, accountId }) => ({ platform, accountId, state: 'pending' }));

export const isPending = ({ targets }) => targets.some(target => target.state === 'pending');

/** True while PostPeer is still publishing, as far as known. */
export const isPublishing = submission =>
  submission.phase === 'answered' &&
  isPending(submission) &&
  !submission.followError &&
  !submission.answer.data.scheduledFor;

/** Returns a post for the failed targets, or undefined while targets are pending or may still appear. */
export const retryBodyOf = submission =>
  isPending(submission)
    ? undefined
    : client.posts.retryFailed({ receipt: submission.answer.receipt, targets: submission.targets });

/**
 * Returns `unsent` if nothing is published, `sending`, `unknown`, `partial` if the failed targets can be retried, and
 * `sent` if everything is published or may be.
 */
function statusOf({ phase, error, isDismissed, ...submission }) {
  if (phase === 'sending') return 'sending';
  if (phase === 'failed') return error.outcome !== 'unknown' ? 'unsent' : isDismissed ? 'sent' : 'unknown';
  const failed = submission.answer.data.scheduledFor ? undefined : retryBodyOf(submission)?.platforms.length;
  return failed === undefined ? 'sent' : failed === submission.targets.length ? 'unsent' : 'partial';
}

/** Follows the retries of a submission to the last one that may have published something. */
function latestOf(submission) {
  const retry = submission.retry && latestOf(submission.retry);
  return retry && statusOf(retry) !== 'unsent' ? retry : submission;
}

/** Returns the status of the post in the form, and the submission that decides it. */
export function currentStatus() {
  const identity = postIdentity(state.post);
  const latest = state.submissions
    .filter(submission => submission.identity === identity)
    .map(latestOf)
    .map(submission => ({ submission, status: statusOf(submission) }));
  const findLast = (...statuses) => latest.findLast(({ status }) => statuses.includes(status));
  return findLast('sending') ?? findLast('unknown', 'partial', 'sent') ?? { status: 'unsent' };
}

/** True if the form still holds the submitted post. */
export const isCurrentPost = ({ retryOf, identity }) =>
  retryOf ? isCurrentPost(retryOf) : identity === postIdentity(state.post);

const unknownSubmissions = () => state.submissions.filter(submission => statusOf(submission) === 'unknown');

/** Returns the submissions with an unknown outcome that are not on the screen. */
export const hiddenUnknowns = () => unknownSubmissions().filter(submission => submission !== state.shownSubmission);

function persistUnknown() {
  const stored = unknownSubmissions().map(({ post, identity, sentAt, error: { message, receipt } }) => ({
    post,
    identity,
    sentAt,
    error: { message, receipt, outcome: 'unknown' },
  }));
  try {
    if (stored.length > 0) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(stored));
    else sessionStorage.removeItem(STORAGE_KEY);
  } catch {
    // Without storage, unknown outcomes last until the page is closed.
  }
}

export function restoreUnknown() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(STORAGE_KEY)) ?? [];
    state.submissions = stored.map(submission => ({
      ...submission,
      phase: 'failed',
      targets: pendingTargets(submission.post),
    }));
  } catch {
    // Not written by this page.
  }
}

/** Adds a submission and shows it. `retryOf` is the submission whose failed targets it retries. */
export function addSubmission(post, retryOf) {
  const submission = {
    post,
    retryOf,
    identity: postIdentity(post),
    sentAt: Date.now(),
    phase: 'sending',
    targets: pendingTargets(post),
  };
  show(() => {
    state.submissions.push(submission);
    state.shownSubmission = submission;
  });
  return submission;
}

export function updateSubmission(submission, changes) {
  show(() => Object.assign(submission, changes));
  persistUnknown();
}

/** Removes the submission of a cancelled post: it will not be published. */
export const removeSubmission = postId =>
  void (state.submissions = state.submissions.filter(({ answer }) => answer?.data.postId !== postId));
