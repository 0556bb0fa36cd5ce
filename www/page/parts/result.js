// The result of the last submission, and reminders of unknown outcomes.

import { html, nothing } from 'lit-html';
import { withLabels } from '../lib/issue-text.js';
import { isError } from '../lib/issues.js';
import { platformName } from '../lib/platforms.js';
import { revealResult } from '../lib/reveal.js';
import { joinList, plural } from '../lib/text.js';
import { relativeTime } from '../lib/time-zones.js';
import { loadPosts } from '../state/posts.js';
import { reconcile, retry } from '../state/sending.js';
import { accountOf, show, state } from '../state/store.js';
import { hiddenUnknowns, isCurrentPost, isPending, retryBodyOf, updateSubmission } from '../state/submissions.js';
import { askToResend } from './resend-dialog.js';
import { countStates, headline, reconcileLabel, retryLabel } from './submission-text.js';
import { avatar, badge, displayName, icon, link } from './ui.js';

const TARGET_BADGES = {
  __proto__: null,
  published: ['good', 'Published'],
  failed: ['bad', 'Failed'],
  pending: ['wait', 'Publishing'],
  scheduled: ['good', 'Scheduled'],
  unsent: ['idle', 'Not sent'],
  unknown: ['fair', 'Unknown'],
};

function targetRow(target, targetState = target.state) {
  const account = accountOf(target);
  const [tone, text] = TARGET_BADGES[targetState] ?? TARGET_BADGES.pending;
  return html`<li class="target-result">
    ${avatar(account ?? { id: target.accountId ?? platformName(target.platform) }, target.platform)}
    <div>
      <b>${platformName(target.platform)}</b
      ><span class="soft">${account ? displayName(account) : (target.accountId ?? '')}</span>
      ${target.url ? link(target.url, String(target.url).replace(/^https:\/\/(www\.)?/, '')) : nothing}
      ${target.error ? html`<span class="reason">${target.error}</span>` : nothing}
      ${target.warning ? html`<span class="reason fair">${target.warning}</span>` : nothing}
    </div>
    ${badge(tone, text)}
  </li>`;
}

const targetList = (targets, stateOf = () => undefined) =>
  html`<ul class="targets">
    ${targets.map(target => targetRow(target, stateOf(target)))}
  </ul>`;

/** Advice to developers in the client's messages. The page has a title and buttons for it. */
const ADVICE = / (This may have been posted|Nothing was posted).*$/s;

function failure({ error }) {
  const errors = (error.issues ?? []).filter(isError);
  return html` <p class="quote">${error.message.replace(ADVICE, '')}</p>
    ${
      error.issues?.length > 0
        ? html`<ul class="issue-lines">
            ${errors.map(
              issue => html`<li class="error">${icon('error')}<span>${withLabels(issue).message}</span></li>`,
            )}
          </ul>`
        : nothing
    }`;
}

function reconciliationNotice({ status, lookedFor, problem }) {
  if (status === 'absent') {
    const duration = plural(Math.max(1, Math.round(lookedFor / 1000)), 'second');
    return html`<p class="notice">
      It was looked for during ${duration} and is not there. A post can take minutes to appear: look once more before
      you send it again.
    </p>`;
  }
  if (status === 'ambiguous')
    return html`<p class="notice fair">
      There is more than one post like it, or not all could be seen: look for it under Posts.
    </p>`;
  return problem ? html`<p class="notice fair">It could not be looked up: ${problem}</p>` : nothing;
}

function unknownOutcome(submission) {
  const { reconciliation, isReconciling, targets, post } = submission;
  const resend = () => askToResend(submission, post);
  return html` ${failure(submission)} ${targetList(targets, () => 'unknown')}
    ${reconciliation ? reconciliationNotice(reconciliation) : nothing}
    <div class="row">
      <button
        type="button"
        class="strong"
        id="reconcile"
        ?disabled=${isReconciling}
        @click=${() => reconcile(submission)}
      >
        ${reconcileLabel(submission)}
      </button>
      ${reconciliation ? html`<button type="button" @click=${resend}>Send it again…</button>` : nothing}
    </div>`;
}

const retryRow = (submission, body) =>
  html`<div class="row">
    <button type="button" class="strong" id="retry" @click=${() => retry(submission)}>${retryLabel(body)}</button
    ><span class="soft">${joinList(body.platforms.map(({ platform }) => platformName(platform)))}</span>
  </div>`;

function answered(submission) {
  const { answer, targets, followError, isRecovered } = submission;
  const { scheduledFor } = answer.data;
  const body = scheduledFor ? undefined : retryBodyOf(submission);
  const hasUncertain = !isPending(submission) && countStates(targets, 'failed') > (body?.platforms.length ?? 0);
  const hasSandboxLinks = state.session.mode === 'sandbox' && targets.some(({ url }) => url);
  const stateOf = target => (scheduledFor && target.state === 'pending' ? 'scheduled' : undefined);
  return html` ${targetList(targets, stateOf)} ${followError ? html`<p class="quote">${followError}</p>` : nothing}
  ${isRecovered ? html`<p class="notice">It was accepted after all: do not send it again.</p>` : nothing}
  ${body ? retryRow(submission, body) : nothing}
  ${hasUncertain ? html`<p class="help">What may still appear is not offered again.</p>` : nothing}
  ${hasSandboxLinks ? html`<p class="help">The sandbox publishes nothing: its links lead nowhere.</p>` : nothing}`;
}

const close = () => show(() => void (state.shownSubmission = null));

/** Stops asking about an unknown outcome that the user has checked. */
const dismiss = submission => {
  close();
  updateSubmission(submission, { isDismissed: true });
};

const openPosts = () => {
  show(() => void (state.view = 'posts'));
  loadPosts();
};

/** Identifies the post of a submission, if the form holds another one. */
const postLabel = ({ post, sentAt }) =>
  html`<span class="which">${post.content || 'No text'}</span><span class="soft">sent ${relativeTime(sentAt)}</span>`;

const BODIES = {
  sending: ({ targets }) => targetList(targets),
  failed: submission => (submission.error.outcome === 'unknown' ? unknownOutcome(submission) : failure(submission)),
  answered,
};

const actions = submission =>
  html`<div class="row">
    <button type="button" class="small" @click=${openPosts}>See all posts</button>${
      submission.reconciliation
        ? html`<button type="button" class="small" @click=${() => dismiss(submission)}>I have seen to it</button>`
        : nothing
    }<button type="button" class="small plain" @click=${close}>Close</button>
  </div>`;

export function result() {
  const submission = state.shownSubmission;
  if (!submission) return nothing;
  const { tone, picture, title, note } = headline(submission);
  return html` ${isCurrentPost(submission) ? nothing : html`<p class="about-post">${postLabel(submission)}</p>`}
    <div class="verdict ${tone}">
      ${icon(picture)}
      <p><b>${title}</b><span>${note}</span></p>
    </div>
    ${BODIES[submission.phase](submission)} ${submission.phase === 'sending' ? nothing : actions(submission)}`;
}

export const openResult = submission => {
  show(() => void (state.shownSubmission = submission));
  revealResult();
};

/** Reminders of unknown outcomes, if the form holds another post. */
export function unknownReminders() {
  return hiddenUnknowns().map(
    submission =>
      html`<section class="card set-aside" aria-label="An outcome that is still unknown">
        ${icon('question')}
        <p><b>Outcome still unknown</b>${postLabel(submission)}</p>
        <button type="button" class="small" @click=${() => openResult(submission)}>Look into it</button>
      </section>`,
  );
}
