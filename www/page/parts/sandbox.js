// Only with the sandbox: what it is to get wrong at the next post, to see what the page makes of it.

import { html, nothing } from 'lit-html';
import { orderTrouble } from '../lib/postpeer.js';
import { show, state } from '../store.js';

const TROUBLES = {
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

async function order(name) {
  show(() => void (state.session.trouble = name));
  try {
    await orderTrouble(name || null);
  } catch (error) {
    show(() => {
      state.session.trouble = '';
      state.notice = error.message;
    });
  }
}

export function sandbox() {
  const { mode, troubles, trouble } = state.session;
  // The line is there before it is known which of the two it will hold, so that nothing moves.
  if (mode !== 'sandbox')
    return html`<p class="trouble">
      ${mode === 'live' ? 'Sent once, from the Worker, which keeps the key.' : nothing}
    </p>`;
  return html`<label class="trouble"
    ><span>Make the next request fail</span
    ><select id="trouble" @change=${event => order(event.target.value)}>
      <option value="" .selected=${trouble === ''}>no</option>
      ${troubles.map(name => html`<option value=${name} .selected=${trouble === name}>${TROUBLES[name] ?? name}</option>`)}
    </select></label
  >`;
}
