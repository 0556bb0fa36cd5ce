// Sending, and the choices that go with it.

import { $, el } from '../lib/dom.js';
import { lookUp, orderTrouble, sendPost } from '../lib/api.js';
import { on, reshape, setResult, state } from '../lib/store.js';

const TROUBLES = {
  'drop-before': 'Connection lost before PostPeer acts',
  'drop-after': 'Connection lost after PostPeer has acted',
  hang: 'No answer at all',
  'rate-limit': '429, too many requests',
  'server-error': '500',
  html: 'A gateway’s HTML page',
  truncated: 'Half an answer',
  target: 'YouTube refuses its part',
};

const POLL = 700;
const PATIENCE = 60_000;
const WAITING = new Set(['pending', 'publishing']);

let latest = 0;

export async function send() {
  const turn = (latest += 1);
  const post = structuredClone(state.post);
  setResult({ phase: 'sending', post });
  const answer = await sendPost(post, state.mode);
  if (turn !== latest) return;
  $('trouble')?.replaceWith(troubleChoice());
  setResult({ phase: 'answered', post, answer });
  $('result').scrollIntoView({ block: 'nearest' });
  const until = Date.now() + PATIENCE;
  let status = answer.data?.status;
  while (answer.data && WAITING.has(status) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, POLL));
    const seen = await lookUp(answer.data.postId);
    if (turn !== latest) return;
    if (!seen.post) break;
    status = seen.post.status;
    setResult({ phase: 'answered', post, answer, seen: seen.post });
  }
}

function modeChoice() {
  const option = (value, label) => el('label', { class: 'radio' },
    el('input', { type: 'radio', name: 'mode', checked: state.mode === value, onchange: () => reshape(() => void (state.mode = value)) }), el('span', {}, label));
  return el('fieldset', { class: 'mode' }, el('legend', {}, 'Old names'), option('strict', 'Refuse, with a hint'), option('lenient', 'Rewrite, with a warning'));
}

function troubleChoice() {
  const select = el('select', { onchange: () => orderTrouble(select.value || null) },
    el('option', { value: '' }, 'Nothing'), state.session.troubles.map((name) => el('option', { value: name }, TROUBLES[name] ?? name)));
  return el('label', { id: 'trouble', class: 'field' }, el('span', {}, 'What the sandbox gets wrong next time'), select);
}

function show() {
  $('send').replaceChildren(
    modeChoice(),
    ...(state.session.troubles.length > 0 ? [troubleChoice()] : []),
    el('button', { type: 'button', class: 'primary', id: 'send-button', onclick: send }, state.session.mode === 'live' ? 'Publish' : 'Send to the sandbox'),
    el('p', { class: 'help', id: 'send-note' }));
  note();
}

function note() {
  const target = $('send-note');
  if (target) target.textContent = state.check.valid ? '' : 'The client will not send it: nothing leaves the Worker.';
}

on('session', show);
on('post', note);
