// Everything that is wrong, each a click away from the control it belongs to, and the button that sends.

import { html, nothing } from 'lit-html';
import { inWords, listed, plural } from '../lib/words.js';
import { platformName } from '../lib/platforms.js';
import { inWordsOf } from '../lib/zones.js';
import { accountOf, EVERYONE, isEmpty, isError, show, state, targetsOf } from '../store.js';
import { clockOf } from './when.js';
import { controlFor } from './fields.js';
import { isUploading } from './media.js';
import { pointOut } from './request.js';
import { send } from './send.js';
import { glyph, handleOf, icon } from './bits.js';

const targetOf = (issue) => issue.target ?? (issue.path[0] === 'platforms' && typeof issue.path[1] === 'number' ? issue.path[1] : undefined);

/** The place of an issue in words: "Title", "File 2", "Text". */
function placeOf({ path }) {
  const inner = path[0] === 'platforms' ? path.slice(2).filter((part) => part !== 'platformSpecificData') : path;
  if (inner[0] === 'mediaItems') return typeof inner[1] === 'number' ? `File ${inner[1] + 1}` : 'Media';
  if (inner.length === 0) return path.length === 0 ? 'Post' : path[0] === 'platforms' && path.length === 1 ? 'Accounts' : 'Target';
  return inner.map((part) => (typeof part === 'number' ? part + 1 : inWords(part))).join(' ');
}

export function goTo(issue) {
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
  const target = targetsOf()[index];
  return html`<li class=${issue.severity}><button type="button" @click=${() => goTo(issue)}>
    ${icon(isError(issue) ? 'error' : 'warning', isError(issue) ? 'Error:' : 'Warning:')}
    <span><span class="place">${target ? html`${glyph(target.platform)}<span>${platformName(target.platform)} · ${placeOf(issue)}</span>` : html`<span>${placeOf(issue)}</span>`}</span>
    <span class="what">${issue.message}</span>${issue.hint ? html`<span class="hint">${issue.hint}</span>` : nothing}</span>
  </button></li>`;
}

/** Errors first; the same sentence about the same place is said once. */
function sorted(issues) {
  return [...issues.filter(isError), ...issues.filter((issue) => !isError(issue))];
}

export function verdict() {
  const { issues } = state.check;
  const errors = issues.filter(isError).length;
  const warnings = issues.length - errors;
  const broken = targetsOf().map(accountOf).filter((account) => account?.authStatus === 'reconnect_required');
  const platforms = [...new Set(targetsOf().map(({ platform }) => platformName(platform)))];
  if (isEmpty()) return { kind: 'idle', title: 'Nothing to check yet', note: 'Choose accounts and write, or start from an example.' };
  if (errors > 0) return { kind: 'bad', title: plural(errors, 'error') + (warnings ? ` and ${plural(warnings, 'warning')}` : ''), note: 'Each is one click from its place.' };
  if (broken.length > 0) return { kind: 'fair', title: `${handleOf(broken[0])} has to be reconnected`, note: 'Its part would fail.' };
  if (warnings > 0) return { kind: 'fair', title: `${plural(warnings, 'warning')}, nothing that stops it`, note: 'It can be sent as it is.' };
  return { kind: 'good', title: 'Ready', note: `Every rule of ${platforms.length > 3 ? `${platforms.length} platforms` : listed(platforms)} is kept.` };
}

const ICONS = { bad: 'error', fair: 'warning', good: 'check', idle: 'dot' };

function label() {
  const { post } = state;
  const count = plural(targetsOf().length, 'account');
  const instant = Date.parse(post.scheduledFor);
  if (!Number.isNaN(instant) && post.publishNow !== true) return `Schedule for ${inWordsOf(instant, clockOf(post).zone)}`;
  return targetsOf().length > 0 ? `Publish to ${count}` : 'Publish';
}

/** With errors the button leads to the first of them: the client would refuse to send. */
export function onSend() {
  const first = sorted(state.check.issues).find(isError);
  if (first) goTo(first);
  else send();
}

export function sendButton(id) {
  const sending = state.result?.phase === 'sending';
  const waits = isUploading();
  return html`<button type="button" class="primary" id=${id} ?disabled=${sending || waits} @click=${onSend}>${sending ? 'Sending…' : waits ? 'Waiting for the upload…' : label()}</button>`;
}

export function check() {
  const { kind, title, note } = verdict();
  const issues = isEmpty() ? [] : sorted(state.check.issues);
  return html`
    <h2 id="check-title" class="hidden">Check</h2>
    <div class="verdict ${kind}">${icon(ICONS[kind])}<p><b id="summary" role="status">${title}</b><span>${note}</span></p></div>
    ${issues.length > 0 ? html`<ol class="issues" id="issues" aria-label="Issues" tabindex="-1">${issues.map(row)}</ol>` : nothing}
    ${sendButton('send')}`;
}
