// The request body, exactly as it will be sent. Edits change the form.

import { html, nothing } from 'lit-html';
import { pathKey } from '../lib/paths.js';
import { printJson } from '../lib/json-text.js';
import { change, show, state } from '../state/store.js';

const encoder = new TextEncoder();
/** The text while the user edits it. It may be invalid JSON. */
let editedText = null;

function onInput(event) {
  editedText = event.target.value;
  try {
    const post = JSON.parse(editedText);
    change(() => {
      state.post = post === null || typeof post !== 'object' || Array.isArray(post) ? {} : post;
      state.defaultedOff.clear();
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
  const isInvalid = editedText !== null && !isJson(editedText);
  const text = editedText ?? printJson(state.post).text;
  const size = encoder.encode(state.check.resolved.body).length.toLocaleString('en');
  return html` <div class="request-head">
      <span class="soft">${isInvalid ? 'Not JSON yet' : `POST /v1/posts/ · ${size} bytes`}</span>
      <label class="inline"
        >Old names
        <select id="mode" @change=${event => change(() => void (state.mode = event.target.value))}>
          <option value="strict" .selected=${state.mode === 'strict'}>refuse, with a hint</option>
          <option value="lenient" .selected=${state.mode === 'lenient'}>rewrite, with a warning</option>
        </select></label
      >
    </div>
    <textarea
      id="json"
      class="code"
      aria-label="The request’s body; the form follows what is written here"
      aria-invalid=${isInvalid ? 'true' : nothing}
      spellcheck="false"
      autocapitalize="off"
      autocomplete="off"
      rows="22"
      .value=${text}
      @input=${onInput}
      @blur=${() => {
        editedText = null;
        show();
      }}
    ></textarea>
    <p class="help">What is written here is what is sent. Edit it: the form follows.</p>`;
}

/** Opens the request panel and selects the value at a path, or the closest one that contains it. */
export function selectInRequest(path) {
  editedText = null;
  show(() => void (state.sidePanel = 'request'));
  const area = document.getElementById('json');
  const { text, ranges } = printJson(state.post);
  for (let length = path.length; length >= 0; length -= 1) {
    const range = ranges.get(pathKey(path.slice(0, length)));
    if (!range) continue;
    area.focus();
    area.setSelectionRange(...range);
    // Browsers do not scroll a text area to its selection.
    const line = text.slice(0, range[0]).split('\n').length - 1;
    area.scrollTop = Math.max(0, (area.scrollHeight / text.split('\n').length) * (line - 3));
    return;
  }
}
