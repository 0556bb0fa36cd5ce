// Everything that is wrong, each a click away from the control it belongs to, and the button that sends.

import { html, nothing } from 'lit-html';
import { inWords, listed, plural } from '../lib/words.js';
import { platformName } from '../lib/platforms.js';
import { inWordsOf } from '../lib/zones.js';
import { againOf, isUnderWay, standing } from '../sent.js';
import { accountOf, EVERYONE, isEmpty, isError, show, state, targetsOf } from '../store.js';
import { clockOf } from './when.js';
import { controlFor } from './fields.js';
import { isUploading } from './media.js';
import { pointOut } from './request.js';
import { askAgain } from './again.js';
import { findLabel, headline, retryLabel } from './result.js';
import { reconcile, retry, send } from './send.js';
import { glyph, handleOf, icon } from './bits.js';

const targetOf = issue =>
  issue.target ?? (issue.path[0] === 'platforms' && typeof issue.path[1] === 'number' ? issue.path[1] : undefined);

/** The place of an issue in words: "Title", "File 2", "Thread 2 · Text". */
function placeOf({ path }) {
  const inner = path[0] === 'platforms' ? path.slice(2).filter(part => part !== 'platformSpecificData') : path;
  if (inner[0] === 'mediaItems') return typeof inner[1] === 'number' ? `File ${inner[1] + 1}` : 'Media';
  if (inner.length === 0)
    return path.length === 0 ? 'Post' : path[0] === 'platforms' && path.length === 1 ? 'Accounts' : 'Target';
  return inner.reduce(
    (words, part) => (typeof part === 'number' ? `${words} ${part + 1}` : `${words}${words && ' · '}${inWords(part)}`),
    '',
  );
}

function goTo(issue) {
  const index = targetOf(issue);
  const path = issue.path.at(-2) === 'altText' ? ['alt', issue.path.at(-1)] : issue.path;
  const inTarget = path[0] === 'platforms' && typeof path[1] === 'number';
  show(() => {
    state.view = 'compose';
    if (inTarget) state.tab = index;
    else if (path[0] === 'content') state.tab = EVERYONE;
  });
  if (path[0] === 'platforms' && path.length === 1) {
    document.querySelector('.accounts input')?.focus();
    return;
  }
  const control = controlFor(path);
  // The head of a target stands for what has no control of its own: that can be seen in the body alone.
  const isHead = control?.classList.contains('target-head') && path.length > 2;
  if (!control || control.disabled || isHead) pointOut(path);
  else {
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: 'center' });
  }
}

function row(issue) {
  const index = targetOf(issue);
  const platform = targetsOf()[index]?.platform ?? issue.platform;
  return html`<li class=${issue.severity}>
    <button type="button" @click=${() => goTo(issue)}>
      ${icon(isError(issue) ? 'error' : 'warning', isError(issue) ? 'Error:' : 'Warning:')}
      <span
        ><span class="place"
          >${platform ? html`${glyph(platform)}<span>${platformName(platform)} · ${placeOf(issue)}</span>` : html`<span>${placeOf(issue)}</span>`}</span
        >
        <span class="what">${issue.message}</span
        >${issue.hint ? html`<span class="hint">${issue.hint}</span>` : nothing}</span
      >
    </button>
  </li>`;
}

/** What to say of a post that was sent, in place of what the rules say. */
const SENT = {
  sending: 'It is on its way.',
  unknown: 'It may be out already: find out first.',
  partly: 'What failed can be sent again alone.',
  out: 'It was sent. Once it is changed, it is another post.',
};

export function verdict() {
  const { issues } = state.check;
  const errors = issues.filter(isError).length;
  const warnings = issues.length - errors;
  const broken = targetsOf()
    .map(accountOf)
    .filter(account => account?.authStatus === 'reconnect_required');
  const platforms = [...new Set(targetsOf().map(({ platform }) => platformName(platform)))];
  const { stand } = standing();
  if (SENT[stand]) return { kind: 'idle', title: 'Nothing new to send', note: SENT[stand] };
  if (isEmpty())
    return {
      kind: 'idle',
      title: 'Nothing to check yet',
      note: 'Choose accounts and write, or start from an example.',
    };
  if (errors > 0)
    return {
      kind: 'bad',
      title: plural(errors, 'error') + (warnings ? ` and ${plural(warnings, 'warning')}` : ''),
      note: 'Each is one click from its place.',
    };
  if (broken.length > 0)
    return { kind: 'fair', title: `${handleOf(broken[0])} has to be reconnected`, note: 'Its part would fail.' };
  if (warnings > 0)
    return {
      kind: 'fair',
      title: plural(warnings, 'warning'),
      note: 'Nothing that stops it: it can be sent as it is.',
    };
  return {
    kind: 'good',
    title: 'Ready',
    note: `Every rule of ${platforms.length > 3 ? `${platforms.length} platforms` : listed(platforms)} is kept.`,
  };
}

const ICONS = { bad: 'error', fair: 'warning', good: 'check', idle: 'dot' };

function sending() {
  const { post } = state;
  const instant = Date.parse(post.scheduledFor);
  if (!Number.isNaN(instant) && post.publishNow !== true)
    return { label: `Schedule for ${inWordsOf(instant, clockOf(post).zone).replace(/^\w+, /, '')}`, short: 'Schedule' };
  return { label: targetsOf().length > 0 ? `Publish to ${plural(targetsOf().length, 'account')}` : 'Publish' };
}

/** With errors the button leads to the first of them: the client would refuse to send. */
function onSend() {
  const first = state.check.issues.find(isError);
  if (first) goTo(first);
  else send(state.post);
}

/**
 * What the button does with a post that stands so. Sending is for a post of which nothing is out; else it leads to what
 * has to be known before, or rests. `again` names the way to a second step, for those who mean it.
 */
const ACTIONS = {
  nothing: () => (isUploading() ? { label: 'Waiting for the upload…' } : { ...sending(), does: onSend }),
  sending: () => ({ label: 'Sending…' }),
  unknown: record => ({
    label: findLabel(record),
    short: record.looking ? 'Looking…' : 'Find out',
    does: record.looking ? undefined : () => reconcile(record),
    again: 'Send it again anyway…',
  }),
  partly: record => ({
    label: retryLabel(againOf(record)),
    short: 'Retry',
    does: () => retry(record),
    again: 'Send to all again…',
  }),
  out: record => ({ label: headline(record)[2], again: isUnderWay(record) ? undefined : 'Send the same again…' }),
};

function action() {
  const { stand, record } = standing();
  return ACTIONS[stand](record);
}

const button = (id, { does }, label) =>
  html`<button type="button" class="primary" id=${id} ?disabled=${!does} @click=${does}>${label}</button>`;

/** On a phone the verdict beside it says what became of the post: a button that rests would only say it again. */
export function dockButton() {
  const { label, short = label, does } = action();
  return does || standing().stand === 'nothing' ? button('dock-send', { does }, short) : nothing;
}

function secondStep() {
  const { again } = action();
  return again
    ? html`<button type="button" class="link" id="ask-again" @click=${() => askAgain(standing().record, state.post)}>
        ${again}
      </button>`
    : nothing;
}

export function check() {
  const { kind, title, note } = verdict();
  const issues = isEmpty() ? [] : state.check.issues;
  return html` <h2 id="check-title" class="hidden">Check</h2>
    <div class="verdict ${kind}">
      ${icon(ICONS[kind])}
      <p><b id="summary" role="status">${title}</b><span>${note}</span></p>
    </div>
    ${
      issues.length > 0
        ? html`<ol class="issues" id="issues" aria-label="Issues" tabindex="-1">
            ${issues.map(row)}
          </ol>`
        : nothing
    }
    ${button('send', action(), action().label)}${secondStep()}`;
}
