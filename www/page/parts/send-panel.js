// The verdict on the post, its issues and the send button.

import { html, nothing } from 'lit-html';
import { isError } from '../lib/issues.js';
import { platformName } from '../lib/platforms.js';
import { targetsOf } from '../lib/post.js';
import { joinList, plural } from '../lib/text.js';
import { formatInstant } from '../lib/time-zones.js';
import { isUploading } from '../state/media.js';
import { localScheduleOf } from '../state/schedule.js';
import { reconcile, retry, send } from '../state/sending.js';
import { accountOf, isEmpty, state } from '../state/store.js';
import { currentStatus, isPublishing, retryBodyOf } from '../state/submissions.js';
import { goToIssue, issueList } from './issue-list.js';
import { askToResend } from './resend-dialog.js';
import { headline, reconcileLabel, retryLabel } from './submission-text.js';
import { handleOf, icon } from './ui.js';

/** Notes on a post that was sent. They replace the verdict of the rules. */
const STATUS_NOTES = {
  sending: 'It is on its way.',
  unknown: 'It may be out already: find out first.',
  partial: 'What failed can be sent again alone.',
  sent: 'It was sent. Once it is changed, it is another post.',
};

export function verdict() {
  const { issues } = state.check;
  const { status } = currentStatus();
  if (STATUS_NOTES[status]) return { tone: 'idle', title: 'Nothing new to send', note: STATUS_NOTES[status] };
  if (isEmpty())
    return {
      tone: 'idle',
      title: 'Nothing to check yet',
      note: 'Choose accounts and write, or start from an example.',
    };
  const errors = issues.filter(isError).length;
  const warnings = issues.length - errors;
  if (errors > 0)
    return {
      tone: 'bad',
      title: plural(errors, 'error') + (warnings ? ` and ${plural(warnings, 'warning')}` : ''),
      note: 'Each is one click from its place.',
    };
  const disconnected = targetsOf(state.post)
    .map(accountOf)
    .find(account => account?.authStatus === 'reconnect_required');
  if (disconnected)
    return { tone: 'fair', title: `${handleOf(disconnected)} has to be reconnected`, note: 'Its part would fail.' };
  if (warnings > 0)
    return {
      tone: 'fair',
      title: plural(warnings, 'warning'),
      note: 'Nothing that stops it: it can be sent as it is.',
    };
  const platforms = [...new Set(targetsOf(state.post).map(({ platform }) => platformName(platform)))];
  return {
    tone: 'good',
    title: 'Ready',
    note: `Every rule of ${platforms.length > 3 ? `${platforms.length} platforms` : joinList(platforms)} is kept.`,
  };
}

const ICONS = { bad: 'error', fair: 'warning', good: 'check', idle: 'dot' };

function sendLabels() {
  const { post } = state;
  const instant = Date.parse(post.scheduledFor);
  if (!Number.isNaN(instant) && post.publishNow !== true) {
    const time = formatInstant(instant, localScheduleOf(post).zone).replace(/^\w+, /, '');
    return { label: `Schedule for ${time}`, short: 'Schedule' };
  }
  const { length } = targetsOf(post);
  return { label: length > 0 ? `Publish to ${plural(length, 'account')}` : 'Publish' };
}

/** With errors the button leads to the first of them, because the client would refuse to send. */
function sendOrGoToError() {
  const firstError = state.check.issues.find(isError);
  if (firstError) goToIssue(firstError);
  else send(state.post);
}

/**
 * The action of the send button for each status. Only an unsent post is sent. `resendLabel` offers to send the others a
 * second time, after a confirmation.
 */
const ACTIONS = {
  unsent: () => (isUploading() ? { label: 'Waiting for the upload…' } : { ...sendLabels(), onClick: sendOrGoToError }),
  sending: () => ({ label: 'Sending…' }),
  unknown: submission => ({
    label: reconcileLabel(submission),
    short: submission.isReconciling ? 'Looking…' : 'Find out',
    onClick: submission.isReconciling ? undefined : () => reconcile(submission),
    resendLabel: 'Send it again anyway…',
  }),
  partial: submission => ({
    label: retryLabel(retryBodyOf(submission)),
    short: 'Retry',
    onClick: () => retry(submission),
    resendLabel: 'Send to all again…',
  }),
  sent: submission => ({
    label: headline(submission).title,
    resendLabel: isPublishing(submission) ? undefined : 'Send the same again…',
  }),
};

function currentAction() {
  const { status, submission } = currentStatus();
  return ACTIONS[status](submission);
}

const button = (id, onClick, label) =>
  html`<button type="button" class="primary" id=${id} ?disabled=${!onClick} @click=${onClick}>${label}</button>`;

/** The button at the bottom of a phone. It is hidden if it would only repeat the verdict beside it. */
export function dockButton() {
  const { label, short = label, onClick } = currentAction();
  return onClick || currentStatus().status === 'unsent' ? button('dock-send', onClick, short) : nothing;
}

function resendButton() {
  const { resendLabel } = currentAction();
  const ask = () => askToResend(currentStatus().submission, state.post);
  return resendLabel
    ? html`<button type="button" class="link" id="ask-again" @click=${ask}>${resendLabel}</button>`
    : nothing;
}

export function sendPanel() {
  const { tone, title, note } = verdict();
  const { label, onClick } = currentAction();
  const issues = isEmpty() ? [] : state.check.issues;
  return html` <h2 id="check-title" class="hidden">Check</h2>
    <div class="verdict ${tone}">
      ${icon(ICONS[tone])}
      <p><b id="summary" role="status">${title}</b><span>${note}</span></p>
    </div>
    ${issues.length > 0 ? issueList(issues) : nothing} ${button('send', onClick, label)}${resendButton()}`;
}
