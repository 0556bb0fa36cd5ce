// With the sandbox: chooses how the next request fails.

import { html, nothing } from 'lit-html';
import { setSandboxFailure } from '../lib/api.js';
import { show, state } from '../state/store.js';

const FAILURES = {
  __proto__: null,
  'drop-before': 'The connection is lost before PostPeer acts',
  'drop-after': 'The connection is lost after PostPeer has acted',
  hang: 'No answer at all',
  'rate-limit': '429, too many requests',
  'server-error': 'PostPeer answers 500',
  html: 'A gateway’s HTML page in between',
  truncated: 'Half an answer',
  'slow-upload': 'An upload takes its time',
  credits: '402, the credits are used up',
  target: 'YouTube refuses its part',
};

async function choose(name) {
  show(() => void (state.session.trouble = name));
  try {
    await setSandboxFailure(name || null);
  } catch (error) {
    show(() => {
      state.session.trouble = '';
      state.notice = error.message;
    });
  }
}

const option = (name, chosen) =>
  html`<option value=${name} .selected=${chosen === name}>${FAILURES[name] ?? name}</option>`;

export function sandboxFailure() {
  const { mode, troubles, trouble } = state.session;
  // The line is there before the mode is known, so that nothing moves.
  if (mode !== 'sandbox')
    return html`<p class="trouble">
      ${mode === 'live' ? 'Sent once, from the Worker, which keeps the key.' : nothing}
    </p>`;
  return html`<label class="trouble"
    ><span>Make the next request fail</span
    ><select id="trouble" @change=${event => choose(event.target.value)}>
      <option value="" .selected=${trouble === ''}>no</option>
      ${troubles.map(name => option(name, trouble))}
    </select></label
  >`;
}
