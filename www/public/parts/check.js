// Everything that is wrong, each a click away from the control it belongs to.

import { $, el, plural } from '../lib/dom.js';
import { controlFor } from '../lib/controls.js';
import { platformName } from '../lib/platforms.js';
import { on, state } from '../lib/store.js';
import { pointOut } from './json.js';

const ARROW = ' › ';

function whereOf(issue) {
  const [first, index, ...rest] = issue.path;
  if (first !== 'platforms' || typeof index !== 'number') return issue.path.join(ARROW) || 'post';
  const target = state.post.platforms?.[index];
  const inside = rest.filter((part) => part !== 'platformSpecificData');
  return [platformName(target?.platform ?? `target ${index + 1}`), ...inside].join(ARROW);
}

function goTo(issue) {
  const control = controlFor(issue.path);
  if (control && !control.disabled) {
    control.focus();
    control.scrollIntoView({ block: 'center' });
  } else {
    pointOut(issue.path);
  }
}

export const issueItem = (issue, onclick) => el('li', { class: `issue ${issue.severity}` },
  el(onclick ? 'button' : 'div', { class: 'issue-body', type: onclick && 'button', onclick },
    el('span', { class: 'where' }, whereOf(issue)),
    el('span', { class: 'what' }, issue.message),
    issue.hint && el('span', { class: 'hint' }, issue.hint),
    el('code', {}, issue.code)));

function show({ check }) {
  const errors = check.issues.filter((issue) => issue.severity === 'error');
  const warnings = check.issues.length - errors.length;
  const say = errors.length > 0 ? `${plural(errors.length, 'error')}${warnings > 0 ? ` and ${plural(warnings, 'warning')}` : ''}`
    : warnings > 0 ? `${plural(warnings, 'warning')}, nothing that stops it` : 'Nothing wrong with it';
  const summary = $('summary');
  if (summary.textContent !== say) summary.textContent = say;
  $('dock-summary').textContent = say;
  $('dock-summary').className = summary.className = `summary ${errors.length > 0 ? 'bad' : warnings > 0 ? 'fair' : 'good'}`;
  $('issues').replaceChildren(...check.issues.map((issue) => issueItem(issue, () => goTo(issue))));
  $('timing').textContent = `last time in ${check.took < 0.1 ? 'less than 0.1' : check.took.toFixed(1)} ms`;
}

on('post', show);
