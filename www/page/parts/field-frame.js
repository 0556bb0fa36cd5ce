// The frame of a form field: id, label, length, help and issues.

import { html, nothing } from 'lit-html';
import { countText } from 'postpeer-wasm';
import { isError } from '../lib/issues.js';
import { pathKey } from '../lib/paths.js';
import { issuesIn, valueAt } from '../state/store.js';
import { description, issueLines } from './ui.js';

export const idOf = path => `f-${path.join('-')}`;

/** Returns the attributes that connect a control to its path, issues and help. */
export function bind(path, issues, helpId) {
  const id = idOf(path);
  const described = [issues.length > 0 && `${id}-issues`, helpId].filter(Boolean).join(' ');
  return { id, key: pathKey(path), invalid: issues.some(isError) ? 'true' : nothing, described: described || nothing };
}

/** `bind` for a field with a frame, with its issues and value. */
export function bindField(field, path) {
  const issues = issuesIn(path);
  return { ...bind(path, issues, hasHelp(field) && `${idOf(path)}-help`), issues, value: valueAt(path) };
}

export const toText = value => (value === undefined || value === null ? '' : String(value));

function textLength({ node, countedBy }, value) {
  if (typeof value !== 'string' || value === '' || (!node.maxLength && !countedBy)) return nothing;
  const { used, limit } = countedBy ? countText(value, countedBy) : { used: [...value].length, limit: node.maxLength };
  return html`<span class="length ${used > limit ? 'over' : ''}"
    >${used.toLocaleString('en')}/${limit.toLocaleString('en')}</span
  >`;
}

/** A description that only repeats the label is not shown. */
const withoutArticles = text => text.toLowerCase().replace(/\b(the|a|an)\b|[^a-z]/g, '');
const hasHelp = ({ doc, label }) => doc !== '' && withoutArticles(doc) !== withoutArticles(label);

export function fieldFrame(field, path, control, { issues, value }) {
  const id = idOf(path);
  return html`<div class="field ${field.wide ? 'wide' : ''}">
    <div class="label">
      <label for=${id}>${field.label}${field.required ? html`<span class="needed"> (needed)</span>` : nothing}</label
      >${textLength(field, value)}
    </div>
    ${control} ${issueLines(issues, `${id}-issues`)}
    ${hasHelp(field) ? html`<p class="help" id="${id}-help">${description(field.doc)}</p>` : nothing}
  </div>`;
}

/** Finds the control of a path, or the closest one that contains it. */
export function controlAt(path) {
  for (let { length } = path; length > 0; length -= 1) {
    const control = document.querySelector(`[data-path="${CSS.escape(pathKey(path.slice(0, length)))}"]`);
    if (control) return control;
  }
  return null;
}
