// Sending, and what came of it: each target as it ends, the failed ones again, and an outcome that nobody knows yet.

import { html, nothing } from 'lit-html';
import { client, follow as waitFor } from '../lib/postpeer.js';
import { platformName } from '../lib/platforms.js';
import { listed, plural } from '../lib/words.js';
import { fromNow, HERE, inWordsOf } from '../lib/zones.js';
import { accountOf, isError, show, state, targetsOf } from '../store.js';
import { loadPosts, refreshCounts } from './posts.js';
import { avatar, badge, icon, nameOf } from './bits.js';

let turn = 0;

/** The targets of a post before anything is known of them. */
const waiting = (post) => targetsOf(post).map(({ platform, accountId }) => ({ platform, accountId, state: 'pending' }));

async function settle(mine, send, post) {
  show(() => void (state.result = { phase: 'sending', post, targets: waiting(post) }));
  document.getElementById('result')?.focus({ preventScroll: true });
  document.getElementById('result')?.scrollIntoView({ block: 'nearest' });
  let result;
  try {
    const answer = await send();
    result = { phase: 'answered', post, answer, targets: targetsSeen(answer.targets, post) };
  } catch (error) {
    result = { phase: 'refused', post, error, targets: waiting(post) };
  }
  if (mine !== turn) return;
  show(() => {
    state.session.trouble = '';
    state.result = result;
  });
  refreshCounts();
  if (result.answer && !result.answer.data.scheduledFor) await follow(mine, result.answer.data.postId);
}

/** A target of an answer belongs to the target of the post in its place where the platform is the same. */
function targetsSeen(seen, post) {
  return seen.map((target, index) => ({ ...target, accountId: target.accountId ?? (targetsOf(post)[index]?.platform === target.platform ? targetsOf(post)[index].accountId : undefined) }));
}

const STATES = { published: 'published', failed: 'failed' };

const fromPost = (seen, post) => targetsSeen(seen.platforms.map(({ platform, status, platformPostUrl, errorMessage, warningMessage }) => ({
  platform, state: STATES[status] ?? 'pending', url: platformPostUrl ?? undefined, error: errorMessage ?? undefined, warning: warningMessage ?? undefined,
})), post);

async function follow(mine, postId) {
  if (!postId || state.result.targets.every(({ state: stands }) => stands !== 'pending')) return;
  const update = (seen) => seen && mine === turn && show(() => void (state.result = { ...state.result, seen, targets: fromPost(seen, state.result.post) }));
  const controller = new AbortController();
  stopFollowing = () => controller.abort();
  try {
    await waitFor(postId, { signal: controller.signal, onUpdate: update });
  } catch (error) {
    if (mine === turn && !controller.signal.aborted) show(() => void (state.result = { ...state.result, lost: error.message }));
  }
  refreshCounts();
}

let stopFollowing = () => {};

function begin() {
  stopFollowing();
  return (turn += 1);
}

export function send() {
  const post = structuredClone(state.post);
  return settle(begin(), () => client.withOptions({ validate: state.mode }).posts.create({ body: post }), post);
}

async function retry() {
  const { post, seen, answer } = state.result;
  const body = client.posts.retryFailed(seen ?? answer);
  return settle(begin(), () => client.posts.create({ body }), { ...post, ...body });
}

async function reconcile() {
  const mine = turn;
  const { error } = state.result;
  show(() => void (state.result = { ...state.result, looking: true, found: undefined }));
  let found;
  try {
    found = await client.posts.reconcile(error.receipt);
  } catch (problem) {
    found = { problem: problem.message };
  }
  if (mine !== turn) return;
  show(() => {
    state.result = { ...state.result, looking: false, found };
    if (found.post) Object.assign(state.result, { targets: fromPost(found.post, state.result.post) });
  });
  if (found.post && !found.post.scheduledFor) await follow(mine, found.post.postId);
}

const STATE = {
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
  return html`<li class="target-result">${avatar(account ?? { id: target.accountId ?? platformName(target.platform) }, target.platform)}
    <div><b>${platformName(target.platform)}</b><span class="soft">${account ? nameOf(account) : target.accountId ?? ''}</span>
      ${target.url ? html`<a href=${target.url} target="_blank" rel="noreferrer">${target.url.replace(/^https:\/\/(www\.)?/, '')}</a>` : nothing}
      ${target.error ? html`<span class="reason">${target.error}</span>` : nothing}
      ${target.warning ? html`<span class="reason fair">${target.warning}</span>` : nothing}</div>
    ${badge(tone, text)}</li>`;
}

const OUTCOMES = {
  not_sent: ['bad', 'Not sent', 'Nothing left this page.'],
  rejected: ['bad', 'Refused', 'PostPeer refused it: nothing was published.'],
  unknown: ['fair', 'Outcome unknown', 'It was sent once, and no answer says what became of it. It may have been published, so it is not sent again by itself.'],
};

function refused(result) {
  const { error, found, looking } = result;
  const [tone, title, means] = OUTCOMES[error.outcome] ?? OUTCOMES.not_sent;
  const settled = found?.status;
  const issues = error.issues ?? [];
  return html`
    <div class="verdict ${settled === 'found' ? 'good' : tone}">${icon(settled === 'found' ? 'check' : tone === 'fair' ? 'question' : 'error')}<p><b>${settled === 'found' ? 'It was accepted after all' : title}</b><span>${settled === 'found' ? 'PostPeer has the post: do not send it again.' : means}</span></p></div>
    ${settled === 'found' ? nothing : html`<p class="quote">${error.message}</p>`}
    ${issues.length > 0 ? html`<ul class="issue-lines">${issues.filter(isError).map((issue) => html`<li class="error">${icon('error')}<span>${issue.message}</span></li>`)}</ul>` : nothing}
    ${error.outcome === 'unknown' ? html`
      ${settled === 'absent' ? html`<p class="notice">${icon('check')} It was looked for${found.lookedFor ? ` for ${Math.round(found.lookedFor / 1000)} s` : ''} and is not there. A publish can take minutes to appear: look once more before you send again.</p>` : nothing}
      ${settled === 'ambiguous' ? html`<p class="notice fair">${icon('question')} There is more than one post like it: see them under Posts.</p>` : nothing}
      ${found?.problem ? html`<p class="notice fair">It could not be looked up: ${found.problem}</p>` : nothing}
      <ul class="targets">${result.targets.map((target) => row(target, settled === 'found' ? undefined : 'unknown'))}</ul>
      ${settled === 'found' || !client.posts.reconcile ? nothing : html`<div class="row"><button type="button" class="strong" id="reconcile" ?disabled=${looking} @click=${reconcile}>${looking ? 'Looking…' : found ? 'Look again' : 'Find out what became of it'}</button>
        ${settled === 'absent' ? html`<button type="button" @click=${send}>Send again</button>` : nothing}</div>`}` : nothing}`;
}

const count = (targets, ...states) => targets.filter((target) => states.includes(target.state)).length;

function headline(targets, scheduledFor) {
  const [failed, pending, all] = [count(targets, 'failed'), count(targets, 'pending'), targets.length];
  if (scheduledFor) return ['good', 'calendar', 'Scheduled', `${inWordsOf(Date.parse(scheduledFor), HERE)}, ${fromNow(Date.parse(scheduledFor))}.`];
  if (pending > 0) return ['wait', 'dot', 'Publishing…', `${plural(all - pending, 'of ', 'of ')}${all} done.`.replace(/^(\d+) of {2}/, '$1 of ')];
  if (failed === 0) return ['good', 'check', 'Published', all === 1 ? 'It is out.' : `All ${all} are out.`];
  if (failed === all) return ['bad', 'error', 'Failed', 'Nothing was published.'];
  return ['fair', 'warning', 'Published in part', `${all - failed} of ${all} are out, ${failed} failed.`];
}

function answered(result) {
  const { answer, targets, lost } = result;
  const [tone, picture, title, note] = headline(targets, answer.data.scheduledFor);
  const failed = targets.filter((target) => target.state === 'failed');
  return html`
    <div class="verdict ${tone}">${icon(picture)}<p><b>${title}</b><span>${note}</span></p></div>
    <ul class="targets">${targets.map((target) => row(target, answer.data.scheduledFor && target.state === 'pending' ? 'scheduled' : undefined))}</ul>
    ${lost ? html`<p class="notice fair">It is not known how it went on: ${lost}</p>` : nothing}
    ${failed.length > 0 && client.posts.retryFailed && count(targets, 'pending') === 0 ? html`<div class="row"><button type="button" class="strong" id="retry" @click=${retry}>Retry ${failed.length === 1 ? `the failed one only` : `the ${failed.length} failed ones only`}</button><span class="soft">${listed(failed.map(({ platform }) => platformName(platform)))}</span></div>` : nothing}
    ${state.session.mode === 'sandbox' && targets.some(({ url }) => url) ? html`<p class="help">The sandbox publishes nothing: its links lead nowhere.</p>` : nothing}
    <div class="row"><button type="button" class="small" @click=${() => { show(() => void (state.view = 'posts')); loadPosts(); }}>See all posts</button><button type="button" class="small plain" @click=${() => show(() => void (state.result = null))}>Close</button></div>`;
}

export function result() {
  if (!state.result) return nothing;
  const { phase, targets } = state.result;
  if (phase === 'sending') return html`<div class="verdict wait">${icon('dot')}<p><b>Sending…</b><span>Once, through the Worker.</span></p></div><ul class="targets">${targets.map((target) => row(target))}</ul>`;
  return phase === 'refused' ? refused(state.result) : answered(state.result);
}
