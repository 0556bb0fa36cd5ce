// Posts to start from, to open in the form or to send at once.

import { el, $ } from '../lib/dom.js';
import { EXAMPLES, exampleOf } from '../lib/examples.js';
import { reshape, state } from '../lib/store.js';
import { send } from './send.js';

function open(name) {
  reshape(() => void (state.post = exampleOf(name)));
  $('compose').focus({ preventScroll: true });
}

export function showExamples() {
  $('examples').replaceChildren(...Object.entries(EXAMPLES).map(([name, { label, needs, sendable }]) => el('li', { class: 'example' },
    el('strong', {}, label),
    el('p', {}, needs),
    el('div', { class: 'row' },
      el('button', { type: 'button', onclick: () => open(name), 'aria-label': `Open: ${label}` }, 'Open'),
      sendable && el('button', { type: 'button', class: 'subtle', onclick: () => { open(name); send(); }, 'aria-label': `Send: ${label}` }, 'Send')))));
}
