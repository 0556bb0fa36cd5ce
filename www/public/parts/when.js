// Now, or at a time. A time is sent as the instant it means, in UTC: the one form that every reading agrees on.

import { $, el } from '../lib/dom.js';
import { on, reshape, setValue, state } from '../lib/store.js';

const HOUR = 3_600_000;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An instant as a `datetime-local` control writes it: on this device's clock, without a zone. */
function local(instant) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function choose(later) {
  reshape(({ post }) => {
    delete post.publishNow;
    delete post.scheduledFor;
    delete post.timezone;
    if (!later) post.publishNow = true;
    else Object.assign(post, { scheduledFor: new Date(Math.ceil((Date.now() + HOUR) / HOUR) * HOUR).toISOString(), timezone: 'UTC' });
  });
  $(later ? 'when-time' : 'when-now')?.focus();
}

function show() {
  const { post } = state;
  const later = post.scheduledFor !== undefined;
  const option = (id, label, checked, value) => el('label', { class: 'radio' },
    el('input', { type: 'radio', name: 'when', id, checked, onchange: () => choose(value) }), el('span', {}, label));
  const time = el('input', {
    type: 'datetime-local', id: 'when-time', 'data-path': 'scheduledFor', value: local(post.scheduledFor), 'aria-describedby': 'when-time-note',
    oninput: () => { const date = new Date(time.value); if (!Number.isNaN(date.getTime())) setValue(['scheduledFor'], date.toISOString()); },
  });
  $('when').replaceChildren(
    el('div', { class: 'row', role: 'radiogroup', 'aria-labelledby': 'when-title' },
      option('when-now', 'Now', post.publishNow === true && !later, false), option('when-later', 'At a time', later, true)),
    ...(later ? [el('div', { class: 'field' }, el('label', { for: 'when-time' }, `Date and time here (${zone})`), time,
      el('p', { class: 'note', id: 'when-time-note' }, el('span', { class: 'problem' })))] : []),
  );
}

on('shape', show);
