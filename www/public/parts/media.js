// Files by their address, shared by all targets.

import { $, el } from '../lib/dom.js';
import { control } from '../lib/controls.js';
import { on, reshape, state } from '../lib/store.js';

const TYPES = [['video', 'Video'], ['image', 'Image'], ['gif', 'GIF'], ['document', 'Document']];
const itemsOf = (post) => (Array.isArray(post.mediaItems) ? post.mediaItems : []);

function add() {
  reshape(({ post }) => void (post.mediaItems = [...itemsOf(post), { type: 'image', url: '' }]));
  $('media').querySelector('.item:last-of-type input')?.focus();
}

function remove(index) {
  reshape(({ post }) => {
    post.mediaItems = itemsOf(post).filter((_, other) => other !== index);
    if (post.mediaItems.length === 0) delete post.mediaItems;
  });
  $('media').querySelector('.add')?.focus();
}

function show() {
  const items = itemsOf(state.post);
  $('media').replaceChildren(
    ...items.map((_, index) => el('div', { class: 'item', role: 'group', 'aria-label': `File ${index + 1}` },
      control({ path: ['mediaItems', index, 'type'], label: 'Kind', kind: 'choice', options: TYPES, none: 'Choose' }),
      control({ path: ['mediaItems', index, 'url'], label: 'Address', kind: 'url', placeholder: 'https://…' }),
      el('button', { type: 'button', class: 'subtle icon', onclick: () => remove(index), 'aria-label': `Remove file ${index + 1}` }, '×'))),
    el('button', { type: 'button', class: 'add', onclick: add }, items.length === 0 ? 'Add a file' : 'Add another'),
  );
}

on('shape', show);
