// The request's body as it will be sent. It can be edited, and then the form follows.

import { html, nothing } from 'lit-html';
import { keyOf } from '../lib/paths.js';
import { print } from '../lib/print.js';
import { change, show, state } from '../store.js';

const encoder = new TextEncoder();
let typed = null;

function onInput(event) {
  typed = event.target.value;
  try {
    const post = JSON.parse(typed);
    change(all => {
      all.post = post === null || typeof post !== 'object' || Array.isArray(post) ? {} : post;
      all.untouched.clear();
    });
  } catch {
    show();
  }
}

const isJson = text => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

export function request() {
  const broken = typed !== null && !isJson(typed);
  const text = typed ?? print(state.post).text;
  return html` <div class="request-head">
      <span class="soft"
        >${broken ? 'Not JSON yet' : `POST /v1/posts/ · ${encoder.encode(state.resolved.body).length.toLocaleString('en')} bytes`}</span
      >
      <label class="inline"
        >Old names
        <select id="mode" @change=${event => change(all => void (all.mode = event.target.value))}>
          <option value="strict" .selected=${state.mode === 'strict'}>refuse, with a hint</option>
          <option value="lenient" .selected=${state.mode === 'lenient'}>rewrite, with a warning</option>
        </select></label
      >
    </div>
    <textarea
      id="json"
      class="code"
      aria-label="The request’s body; the form follows what is written here"
      aria-invalid=${broken ? 'true' : nothing}
      spellcheck="false"
      autocapitalize="off"
      autocomplete="off"
      rows="22"
      .value=${text}
      @input=${onInput}
      @blur=${() => {
        typed = null;
        show();
      }}
    ></textarea>
    <p class="help">What is written here is what is sent. Edit it: the form follows.</p>`;
}

/** Selects the value at a path, or the nearest one around it. */
export function pointOut(path) {
  typed = null;
  show(() => void (state.side = 'request'));
  const area = document.getElementById('json');
  const { text, places } = print(state.post);
  for (let length = path.length; length >= 0; length -= 1) {
    const place = places.get(keyOf(path.slice(0, length)));
    if (!place) continue;
    area.focus();
    area.setSelectionRange(...place);
    // Browsers do not scroll a text area to its selection by themselves.
    const line = text.slice(0, place[0]).split('\n').length - 1;
    area.scrollTop = Math.max(0, (area.scrollHeight / text.split('\n').length) * (line - 3));
    return;
  }
}
