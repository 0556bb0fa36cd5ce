// Form controls that are bound to one place in the post, and say what is wrong with it.

import { el } from './dom.js';
import { keyOf, pathOf, read } from './paths.js';
import { on, setValue, state } from './store.js';

let count = 0;

/**
 * One labelled control. Kinds: `text`, `area`, `url`, `number`, `check`, `choice` (with `options` as [value, label]),
 * `list` (comma-separated). An empty control leaves its key out of the post.
 */
export function control({ path, label, help, kind = 'text', options = [], none = 'Leave it to PostPeer', locked, lockedValue, placeholder }) {
  const id = `field-${(count += 1)}`;
  const key = keyOf(path);
  const value = read(state.post, path);
  const common = { id, 'data-path': key, disabled: Boolean(locked), 'aria-describedby': `${id}-note` };
  const note = el('p', { class: 'note', id: `${id}-note` }, el('span', { class: 'problem' }), help && el('span', { class: 'help' }, help), locked && el('span', { class: 'help locked' }, locked));

  if (kind === 'check') {
    const input = el('input', { ...common, type: 'checkbox', checked: locked ? Boolean(lockedValue) : value === true, onchange: () => setValue(path, input.checked || undefined) });
    return el('div', { class: 'field check' }, el('label', { for: id }, input, el('span', {}, label)), note);
  }
  let input;
  if (kind === 'choice') {
    const known = options.some(([option]) => option === value);
    input = el('select', { ...common, onchange: () => setValue(path, options.find(([option]) => String(option) === input.value)?.[0] ?? (input.value || undefined)) },
      el('option', { value: '' }, none),
      options.map(([option, text]) => el('option', { value: option }, text)),
      // The form must not hide what is in the post.
      value !== undefined && !known && el('option', { value: String(value) }, `${value} (not offered)`));
    input.value = value === undefined ? '' : String(value);
  } else if (kind === 'area') {
    input = el('textarea', { ...common, rows: 2, placeholder, oninput: () => setValue(path, input.value || undefined) });
    input.value = value ?? '';
  } else if (kind === 'number') {
    input = el('input', { ...common, type: 'number', inputmode: 'numeric', placeholder, value: value ?? '', oninput: () => setValue(path, input.value === '' ? undefined : Number(input.value)) });
  } else if (kind === 'list') {
    const split = (text) => text.split(',').map((item) => item.trim()).filter((item) => item !== '');
    input = el('input', { ...common, type: 'text', placeholder, value: Array.isArray(value) ? value.join(', ') : '', oninput: () => setValue(path, split(input.value).length > 0 ? split(input.value) : undefined) });
  } else {
    input = el('input', { ...common, type: 'text', inputmode: kind === 'url' ? 'url' : undefined, placeholder, value: value ?? '', oninput: () => setValue(path, input.value || undefined) });
  }
  return el('div', { class: 'field' }, el('label', { for: id }, label), input, note);
}

const startsWith = (path, prefix) => prefix.every((part, index) => path[index] === part);

/** The control nearest to a path: its own, or that of the value it is part of. */
export function controlFor(path) {
  for (let length = path.length; length > 0; length -= 1) {
    const found = document.querySelector(`[data-path="${CSS.escape(keyOf(path.slice(0, length)))}"]`);
    if (found) return found;
  }
  return null;
}

function showProblems({ check }) {
  for (const input of document.querySelectorAll('[data-path]')) {
    const path = pathOf(input.dataset.path);
    const issues = check.issues.filter((issue) => startsWith(issue.path, path));
    const worst = issues.find((issue) => issue.severity === 'error') ?? issues[0];
    if (worst?.severity === 'error') input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    const problem = document.getElementById(`${input.id}-note`)?.querySelector('.problem');
    if (problem) {
      problem.textContent = worst ? worst.message : '';
      problem.dataset.severity = worst?.severity ?? '';
    }
  }
}

on('post', showProblems);
