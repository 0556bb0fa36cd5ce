// The body as it will be sent. It can be edited, and then the form follows.

import { $ } from '../lib/dom.js';
import { keyOf } from '../lib/paths.js';
import { print } from '../lib/print.js';
import { on, reshape, state } from '../lib/store.js';

const area = $('json');
const encoder = new TextEncoder();
let editing = false;

area.addEventListener('input', () => {
  let post;
  try {
    post = JSON.parse(area.value);
  } catch {
    $('json-state').textContent = 'not JSON yet';
    area.setAttribute('aria-invalid', 'true');
    return;
  }
  area.removeAttribute('aria-invalid');
  editing = true;
  reshape(() => void (state.post = post === null || typeof post !== 'object' || Array.isArray(post) ? {} : post));
  editing = false;
});

area.addEventListener('blur', () => show());

function show() {
  $('json-state').textContent = `${encoder.encode(JSON.stringify(state.post)).length} bytes`;
  if (editing) return;
  area.removeAttribute('aria-invalid');
  const { text } = print(state.post);
  if (area.value !== text) area.value = text;
}

/** Selects the value at a path, or the nearest one around it. */
export function pointOut(path) {
  const { text, places } = print(state.post);
  area.value = text;
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

on('post', show);
