// The text, and how long it is.

import { $, plural } from '../lib/dom.js';
import { on, setValue, state } from '../lib/store.js';

const input = $('text');

input.addEventListener('input', () => setValue(['content'], input.value));

function show() {
  const content = typeof state.post.content === 'string' ? state.post.content : '';
  if (input.value !== content) input.value = content;
  $('text-count').textContent = plural([...content].length, 'character');
}

on('post', show);
