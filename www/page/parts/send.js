// Sending, and what came of it: each target as it ends, the failed ones again, and an outcome that nobody knows yet.

import { html, nothing } from 'lit-html';
import { client } from '../lib/postpeer.js';
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
  const update = (seen) => seen && mine === turn && show(() => void (state.result = { ...state.result, targets: fromPost(seen, state.result.post) }));
  const controller = new AbortController();
  stopFollowing = () => controller.abort();
  try {
    await client.posts.wait(postId, { signal: controller.signal, onUpdate: update });
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

export function send(again) {
  const post = structuredClone(again ?? state.post);
  return settle(begin(), () => client.withOptions({ validate: state.mode }).posts.create({ body: post }), post);
}

async function retry() {
  const { post, targets, answer } = state.result;
  const body = client.posts.retryFailed({ receipt: answer.receipt, targets });
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
  const { post } = state.result;
  if (found.status !== 'found') {
    show(() => void (state.result = { ...state.result, looking: false, found }));
    return;
  }
  show(() => void (state.result = { phase: 'answered', post, answer: { data: found.post, receipt: error.receipt }, targets: fromPost(found.post, post), recovered: true }));
  refreshCounts();
  if (!found.post.scheduledFor) await follow(mine, found.post.postId);
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

/** What the client advises those who call it; here there is a button. */
const ADVICE = / This may have been posted.*$/s;

function refused(result) {
  const { error, found, looking } = result;
  const [tone, title, means] = OUTCOMES[error.outcome] ?? OUTCOMES.not_sent;
  const issues = error.issues ?? [];
  return html`
    <div class="verdict ${tone}">${icon(tone === 'fair' ? 'question' : 'error')}<p><b>${title}</b><span>${means}</span></p></div>
    <p class="quote">${error.message.replace(ADVICE, '')}</p>
    ${issues.length > 0 ? html`<ul class="issue-lines">${issues.filter(isError).map((issue) => html`<li class="error">${icon('error')}<span>${issue.message}</span></li>`)}</ul>` : nothing}
    ${error.outcome === 'unknown' ? html`
      <ul class="targets">${result.targets.map((target) => row(target, 'unknown'))}</ul>
      ${found?.status === 'absent' ? html`<p class="notice">It was looked for during ${plural(Math.max(1, Math.round(found.lookedFor / 1000)), 'second')} and is not there. A post can take minutes to appear: look once more before you send it again.</p>` : nothing}
      ${found?.status === 'ambiguous' ? html`<p class="notice fair">There is more than one post like it, or not all could be seen: look for it under Posts.</p>` : nothing}
      ${found?.problem ? html`<p class="notice fair">It could not be looked up: ${found.problem}</p>` : nothing}
      <div class="row"><button type="button" class="strong" id="reconcile" ?disabled=${looking} @click=${reconcile}>${looking ? 'Looking…' : found ? 'Look once more' : 'Find out what became of it'}</button>
        ${found?.status === 'absent' ? html`<button type="button" @click=${() => send(result.post)}>Send it again</button>` : nothing}</div>` : nothing}`;
}

const count = (targets, ...states) => targets.filter((target) => states.includes(target.state)).length;

function headline(targets, scheduledFor) {
  const [failed, pending, all] = [count(targets, 'failed'), count(targets, 'pending'), targets.length];
  if (scheduledFor) return ['good', 'calendar', 'Scheduled', `${inWordsOf(Date.parse(scheduledFor), HERE)}, ${fromNow(Date.parse(scheduledFor))}.`];
  if (pending > 0) return ['wait', 'dot', 'Publishing…', `${all - pending} of ${all} done.`];
  if (failed === 0) return ['good', 'check', 'Published', all === 1 ? 'It is out.' : `All ${all} are out.`];
  if (failed === all) return ['bad', 'error', 'Failed', 'Nothing was published.'];
  return ['fair', 'warning', 'Published in part', `${all - failed} of ${all} are out, ${failed} failed.`];
}

function answered(result) {
  const { answer, targets, lost, recovered } = result;
  const [tone, picture, title, note] = headline(targets, answer.data.scheduledFor);
  const isOver = count(targets, 'pending') === 0;
  // Not every failed target may be sent again: one whose time ran out can still appear.
  const again = isOver && count(targets, 'failed') > 0 ? client.posts.retryFailed({ receipt: answer.receipt, targets })?.platforms : undefined;
  return html`
    <div class="verdict ${tone}">${icon(picture)}<p><b>${title}</b><span>${note}</span></p></div>
    <ul class="targets">${targets.map((target) => row(target, answer.data.scheduledFor && target.state === 'pending' ? 'scheduled' : undefined))}</ul>
    ${lost ? html`<p class="notice fair">It is not known how it went on: ${lost}</p>` : nothing}
    ${recovered ? html`<p class="notice">It was accepted after all: do not send it again.</p>` : nothing}
    ${again ? html`<div class="row"><button type="button" class="strong" id="retry" @click=${retry}>Retry ${again.length === 1 ? 'the failed one only' : `the ${again.length} failed ones only`}</button><span class="soft">${listed(again.map(({ platform }) => platformName(platform)))}</span></div>` : nothing}
    ${isOver && count(targets, 'failed') > (again?.length ?? 0) ? html`<p class="help">What may still appear is not offered again.</p>` : nothing}
    ${state.session.mode === 'sandbox' && targets.some(({ url }) => url) ? html`<p class="help">The sandbox publishes nothing: its links lead nowhere.</p>` : nothing}
    <div class="row"><button type="button" class="small" @click=${() => { show(() => void (state.view = 'posts')); loadPosts(); }}>See all posts</button><button type="button" class="small plain" @click=${() => show(() => void (state.result = null))}>Close</button></div>`;
}

export function result() {
  if (!state.result) return nothing;
  const { phase, targets } = state.result;
  if (phase === 'sending') return html`<div class="verdict wait">${icon('dot')}<p><b>Sending…</b><span>Once, through the Worker.</span></p></div><ul class="targets">${targets.map((target) => row(target))}</ul>`;
  return phase === 'refused' ? refused(state.result) : answered(state.result);
}
