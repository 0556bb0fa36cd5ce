// What came of sending: each target as it ends, what was refused, and the outcomes that nobody knows yet.

import { html, nothing } from 'lit-html';
import { platformName } from '../lib/platforms.js';
import { inWordsOfForm } from '../lib/said.js';
import { listed, plural } from '../lib/words.js';
import { fromNow, HERE, inWordsOf } from '../lib/zones.js';
import { accountOf, isError, show, state } from '../store.js';
import { againOf, isInForm, isPending, learn, setAside } from '../sent.js';
import { askAgain } from './again.js';
import { loadPosts } from './posts.js';
import { lookAtResult, reconcile, retry } from './send.js';
import { avatar, badge, icon, link, nameOf } from './bits.js';

const STATE = {
  __proto__: null,
  published: ['good', 'Published'],
  failed: ['bad', 'Failed'],
  pending: ['wait', 'Publishing'],
  scheduled: ['good', 'Scheduled'],
  unsent: ['idle', 'Not sent'],
  unknown: ['fair', 'Unknown'],
};

function row(target, kind) {
  const account = accountOf(target);
  const [tone, text] = STATE[kind ?? target.state] ?? STATE.pending;
  return html`<li class="target-result">
    ${avatar(account ?? { id: target.accountId ?? platformName(target.platform) }, target.platform)}
    <div>
      <b>${platformName(target.platform)}</b
      ><span class="soft">${account ? nameOf(account) : (target.accountId ?? '')}</span>
      ${target.url ? link(target.url, String(target.url).replace(/^https:\/\/(www\.)?/, '')) : nothing}
      ${target.error ? html`<span class="reason">${target.error}</span>` : nothing}
      ${target.warning ? html`<span class="reason fair">${target.warning}</span>` : nothing}
    </div>
    ${badge(tone, text)}
  </li>`;
}

const OUTCOMES = {
  __proto__: null,
  not_sent: ['bad', 'error', 'Not sent', 'Nothing left this page.'],
  rejected: ['bad', 'error', 'Refused', 'PostPeer refused it: nothing was published.'],
  unknown: [
    'fair',
    'question',
    'Outcome unknown',
    'It was sent once, and no answer says what became of it. It may have been published, so it is not sent again by itself.',
  ],
};

const count = (targets, ...states) => targets.filter(target => states.includes(target.state)).length;

/** Tone, picture, and the result in a word and in a sentence. */
export function headline({ phase, error, answer, targets, lost }) {
  if (phase === 'sending') return ['wait', 'dot', 'Sending…', 'Once, through the Worker.'];
  if (phase === 'refused') return OUTCOMES[error.outcome] ?? OUTCOMES.not_sent;
  const { scheduledFor } = answer.data;
  const [failed, pending, all] = [count(targets, 'failed'), count(targets, 'pending'), targets.length];
  if (scheduledFor)
    return [
      'good',
      'calendar',
      'Scheduled',
      `${inWordsOf(Date.parse(scheduledFor), HERE)}, ${fromNow(Date.parse(scheduledFor))}.`,
    ];
  if (lost) return ['fair', 'question', 'Accepted', 'How it went on is not known.'];
  if (pending > 0) return ['wait', 'dot', 'Publishing…', `${all - pending} of ${all} done.`];
  if (failed === 0) return ['good', 'check', 'Published', all === 1 ? 'It is out.' : `All ${all} are out.`];
  if (failed === all) return ['bad', 'error', 'Failed', 'Nothing was published.'];
  return ['fair', 'warning', 'Published in part', `${all - failed} of ${all} are out, ${failed} failed.`];
}

export const retryLabel = ({ platforms }) =>
  `Retry ${platforms.length === 1 ? 'the failed one only' : `the ${platforms.length} failed ones only`}`;
export const findLabel = ({ looking, found }) =>
  looking ? 'Looking…' : found ? 'Look once more' : 'Find out what became of it';

/** What the client says to those who call it; here the verdict says it, and there is a button. */
const ADVICE = / (This may have been posted|Nothing was posted).*$/s;

function refused(record) {
  const issues = record.error.issues ?? [];
  return html` <p class="quote">${record.error.message.replace(ADVICE, '')}</p>
    ${
      issues.length > 0
        ? html`<ul class="issue-lines">
            ${issues.filter(isError).map(issue => html`<li class="error">${icon('error')}<span>${inWordsOfForm(issue).message}</span></li>`)}
          </ul>`
        : nothing
    }`;
}

function unknown(record) {
  const { found, looking, targets } = record;
  return html` ${refused(record)}
    <ul class="targets">
      ${targets.map(target => row(target, 'unknown'))}
    </ul>
    ${found?.status === 'absent' ? html`<p class="notice">It was looked for during ${plural(Math.max(1, Math.round(found.lookedFor / 1000)), 'second')} and is not there. A post can take minutes to appear: look once more before you send it again.</p>` : nothing}
    ${found?.status === 'ambiguous' ? html`<p class="notice fair">There is more than one post like it, or not all could be seen: look for it under Posts.</p>` : nothing}
    ${found?.problem ? html`<p class="notice fair">It could not be looked up: ${found.problem}</p>` : nothing}
    <div class="row">
      <button type="button" class="strong" id="reconcile" ?disabled=${looking} @click=${() => reconcile(record)}>
        ${findLabel(record)}
      </button>
      ${found ? html`<button type="button" @click=${() => askAgain(record, record.post)}>Send it again…</button>` : nothing}
    </div>`;
}

function answered(record) {
  const { answer, targets, lost, recovered } = record;
  const isOver = !isPending(record);
  const again = answer.data.scheduledFor ? undefined : againOf(record);
  return html` <ul class="targets">
      ${targets.map(target => row(target, answer.data.scheduledFor && target.state === 'pending' ? 'scheduled' : undefined))}
    </ul>
    ${lost ? html`<p class="quote">${lost}</p>` : nothing}
    ${recovered ? html`<p class="notice">It was accepted after all: do not send it again.</p>` : nothing}
    ${again ? html`<div class="row"><button type="button" class="strong" id="retry" @click=${() => retry(record)}>${retryLabel(again)}</button><span class="soft">${listed(again.platforms.map(({ platform }) => platformName(platform)))}</span></div>` : nothing}
    ${isOver && count(targets, 'failed') > (again?.platforms.length ?? 0) ? html`<p class="help">What may still appear is not offered again.</p>` : nothing}
    ${state.session.mode === 'sandbox' && targets.some(({ url }) => url) ? html`<p class="help">The sandbox publishes nothing: its links lead nowhere.</p>` : nothing}`;
}

const close = () => show(() => void (state.result = null));

/** For those who have looked for it themselves: it is not asked about any more. */
const seeTo = record => {
  close();
  learn(record, { seenTo: true });
};
const seePosts = () => {
  show(() => void (state.view = 'posts'));
  loadPosts();
};

/** Which post it is about, once the form holds another. */
const which = ({ post, sentAt }) =>
  html`<span class="which">${post.content || 'No text'}</span><span class="soft">sent ${fromNow(sentAt)}</span>`;

const BODY = {
  sending: ({ targets }) =>
    html`<ul class="targets">
      ${targets.map(target => row(target))}
    </ul>`,
  refused: record => (record.error.outcome === 'unknown' ? unknown(record) : refused(record)),
  answered,
};

export function result() {
  const record = state.result;
  if (!record) return nothing;
  const [tone, picture, title, note] = headline(record);
  return html` ${isInForm(record) ? nothing : html`<p class="about-post">${which(record)}</p>`}
    <div class="verdict ${tone}">
      ${icon(picture)}
      <p><b>${title}</b><span>${note}</span></p>
    </div>
    ${BODY[record.phase](record)}
    ${record.phase === 'sending' ? nothing : html`<div class="row"><button type="button" class="small" @click=${seePosts}>See all posts</button>${record.found ? html`<button type="button" class="small" @click=${() => seeTo(record)}>I have seen to it</button>` : nothing}<button type="button" class="small plain" @click=${close}>Close</button></div>`}`;
}

export const openResult = record => {
  show(() => void (state.result = record));
  lookAtResult();
};

/** Outcomes that nobody knows yet, of posts that the form has left behind: none is out of reach until it is known. */
export function unsettled() {
  return setAside().map(
    record =>
      html`<section class="card set-aside" aria-label="An outcome that is still unknown">
        ${icon('question')}
        <p><b>Outcome still unknown</b>${which(record)}</p>
        <button type="button" class="small" @click=${() => openResult(record)}>Look into it</button>
      </section>`,
  );
}
