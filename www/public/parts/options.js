// One card for each target: its options, and a text of its own.

import { $, el, mark } from '../lib/dom.js';
import { control } from '../lib/controls.js';
import { platformName } from '../lib/platforms.js';
import { on, state } from '../lib/store.js';
import { FIELDS } from './fields.js';
import { tiktokForm } from './tiktok.js';

const SOURCES = {
  boards: (accountId) => (state.boards[accountId]?.boards ?? []).map(({ id, name }) => [id, name]),
};

function fieldsOf(target, index) {
  if (target.platform === 'tiktok') return tiktokForm(index, target.accountId);
  return (FIELDS[target.platform] ?? []).map(({ key, from, ...field }) =>
    control({ path: ['platforms', index, 'platformSpecificData', key], ...field, ...(from && { options: SOURCES[from](target.accountId) }) }));
}

function card(target, index) {
  const account = state.session.accounts.find(({ id }) => id === target?.accountId);
  const title = `options-${index}`;
  return el('section', { class: 'card target', 'aria-labelledby': title, 'data-target': index },
    el('h2', { id: title }, mark(target?.platform), platformName(target?.platform), el('span', { class: 'count' }, account?.username ?? account?.displayName ?? target?.accountId ?? 'no account')),
    target?.accountId === undefined && control({ path: ['platforms', index, 'accountId'], label: 'Account' }),
    el('div', { class: 'fields' }, fieldsOf(target ?? {}, index)),
    control({ path: ['platforms', index, 'content'], label: `Text for ${platformName(target?.platform)} alone`, kind: 'area', placeholder: 'The same as above' }));
}

function show() {
  const targets = Array.isArray(state.post.platforms) ? state.post.platforms : [];
  $('options').replaceChildren(...targets.map(card));
}

on('shape', show);
