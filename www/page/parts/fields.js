// A control for each kind of field of the tables, bound to its place in the post, with what is wrong with it beneath.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { countText } from 'postpeer-wasm';
import { keyOf } from '../lib/paths.js';
import { inWords } from '../lib/words.js';
import { isError, issuesIn, setValue, valueAt } from '../store.js';
import { doc, icon, issueLines } from './bits.js';

export const idOf = path => `f-${path.join('-')}`;

/** What the control at a path is told: its id, its place, and how it stands. */
export function bind(path, issues, helpId) {
  const id = idOf(path);
  const described = [issues.length > 0 && `${id}-issues`, helpId].filter(Boolean).join(' ');
  return { id, key: keyOf(path), invalid: issues.some(isError) ? 'true' : nothing, described: described || nothing };
}

const text = value => (value === undefined || value === null ? '' : String(value));
const orNothing = value => (value === '' ? undefined : value);

function lengthNote({ node, countedBy }, value) {
  if (typeof value !== 'string' || value === '' || (!node.maxLength && !countedBy)) return nothing;
  const { used, limit } = countedBy ? countText(value, countedBy) : { used: [...value].length, limit: node.maxLength };
  return html`<span class="length ${used > limit ? 'over' : ''}"
    >${used.toLocaleString('en')}/${limit.toLocaleString('en')}</span
  >`;
}

/** A doc line that says no more than the label is left out. */
const core = words => words.toLowerCase().replace(/\b(the|a|an)\b|[^a-z]/g, '');
const saysMore = ({ doc: line, label }) => line !== '' && core(line) !== core(label);

function frame(field, path, control, { issues, value }) {
  const id = idOf(path);
  return html`<div class="field ${field.wide ? 'wide' : ''}">
    <div class="label">
      <label for=${id}>${field.label}${field.required ? html`<span class="needed"> (needed)</span>` : nothing}</label
      >${lengthNote(field, value)}
    </div>
    ${control} ${issueLines(issues, `${id}-issues`)}
    ${saysMore(field) ? html`<p class="help" id="${id}-help">${doc(field.doc)}</p>` : nothing}
  </div>`;
}

const TYPES = { text: 'text', url: 'url', number: 'number', date: 'date', time: 'time' };
const PLACEHOLDERS = { url: 'https://…' };

function line(field, path) {
  const value = valueAt(path);
  const issues = issuesIn(path);
  const { id, key, invalid, described } = bind(path, issues, saysMore(field) && `${idOf(path)}-help`);
  const read = input =>
    field.kind === 'number' ? (input.value === '' ? undefined : Number(input.value)) : orNothing(input.value);
  // What does not fit a date or time control is shown as the text that it is.
  const fits = field.kind === 'date' ? /^\d{4}-\d\d-\d\d$/ : field.kind === 'time' ? /^\d\d:\d\d$/ : null;
  const type = fits && value !== undefined && !fits.test(value) ? 'text' : TYPES[field.kind];
  return frame(
    field,
    path,
    html`<input
      id=${id}
      type=${type}
      data-path=${key}
      aria-invalid=${invalid}
      aria-describedby=${described}
      autocomplete="off"
      inputmode=${field.kind === 'number' ? 'numeric' : nothing}
      min=${field.node.minimum ?? nothing}
      max=${field.node.maximum ?? nothing}
      placeholder=${PLACEHOLDERS[field.kind] ?? (field.node.default === undefined ? nothing : text(field.node.default))}
      .value=${live(text(value))}
      @input=${event => setValue(path, read(event.target))}
    />`,
    { issues, value },
  );
}

function area(field, path) {
  const value = valueAt(path);
  const issues = issuesIn(path);
  const { id, key, invalid, described } = bind(path, issues, saysMore(field) && `${idOf(path)}-help`);
  return frame(
    field,
    path,
    html`<textarea
      id=${id}
      rows="2"
      data-path=${key}
      aria-invalid=${invalid}
      aria-describedby=${described}
      .value=${live(text(value))}
      @input=${event => setValue(path, orNothing(event.target.value))}
    ></textarea>`,
    { issues, value },
  );
}

export function choice(field, path, { choices = field.choices, none } = {}) {
  const value = valueAt(path);
  const issues = issuesIn(path);
  const { id, key, invalid, described } = bind(path, issues, saysMore(field) && `${idOf(path)}-help`);
  const known = choices.some(([option]) => option === value);
  const left =
    none ?? (field.node.default === undefined ? 'Not set' : `${inWords(String(field.node.default))} (default)`);
  return frame(
    field,
    path,
    html`<select
      id=${id}
      data-path=${key}
      aria-invalid=${invalid}
      aria-describedby=${described}
      @change=${event => setValue(path, orNothing(event.target.value))}
    >
      <option value="" .selected=${value === undefined}>${left}</option>
      ${choices.map(([option, label, disabled]) => html`<option value=${option} ?disabled=${disabled} .selected=${live(option === value)}>${label}</option>`)}
      ${value !== undefined && !known ? html`<option value=${text(value)} .selected=${true}>${text(value)} (not offered)</option>` : nothing}
    </select>`,
    { issues, value },
  );
}

/** Label and help beside the switch. `locked` says why it cannot be moved. */
export function toggle({ path, label, help, checked, locked, onChange }) {
  const issues = issuesIn(path);
  const { id, key, invalid } = bind(path, issues);
  const described = [help || locked ? `${id}-help` : '', issues.length > 0 ? `${id}-issues` : '']
    .filter(Boolean)
    .join(' ');
  return html`<div class="field switch-field ${locked ? 'locked' : ''}">
    <label class="switch" for=${id}
      ><span class="switch-label">${label}</span>
      <input
        type="checkbox"
        role="switch"
        id=${id}
        data-path=${key}
        aria-invalid=${invalid}
        aria-describedby=${described || nothing}
        .checked=${live(checked)}
        ?disabled=${Boolean(locked)}
        @change=${event => onChange(event.target.checked)}
      /><span class="track" aria-hidden="true"></span>
    </label>
    ${help || locked ? html`<p class="help" id="${id}-help">${locked ? html`${icon('lock')} ${locked}` : doc(help)}</p>` : nothing}
    ${issueLines(issues, `${id}-issues`)}
  </div>`;
}

function aSwitch(field, path) {
  const value = valueAt(path);
  const fallback = field.node.default === true;
  const checked = value === undefined ? fallback : value === true;
  return toggle({
    path,
    label: field.label,
    help: field.doc,
    checked,
    onChange: on => setValue(path, on === fallback ? undefined : on),
  });
}

const split = value =>
  value
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');

/** The list that was typed, comma by comma: it is not written anew while somebody types. */
function list(field, path) {
  const value = valueAt(path);
  const issues = issuesIn(path);
  const { id, key, invalid, described } = bind(path, issues, `${idOf(path)}-help`);
  const shown = Array.isArray(value) ? value.join(', ') : text(value);
  const typed = document.getElementById(id)?.value;
  const current = typed !== undefined && split(typed).join(', ') === shown ? typed : shown;
  return frame(
    { ...field, doc: `${field.doc} Separated by commas.` },
    path,
    html`<input
      id=${id}
      data-path=${key}
      aria-invalid=${invalid}
      aria-describedby=${described}
      autocomplete="off"
      placeholder=${Array.isArray(field.node.default) ? field.node.default.join(', ') : nothing}
      .value=${live(current)}
      @input=${event => setValue(path, split(event.target.value).length > 0 ? split(event.target.value) : undefined)}
    />`,
    { issues, value },
  );
}

/** What is wrong with a list or a group as such, not with something in it. */
const ownIssues = path => issuesIn(path).filter(issue => issue.path.length === path.length);
const describedBy = (path, issues) => (issues.length > 0 ? `${idOf(path)}-issues` : nothing);

/** A few strings, each in a line of its own: the answers of a poll. */
function rows(field, path) {
  const values = Array.isArray(valueAt(path)) ? valueAt(path) : [];
  const { minItems = 0, maxItems = Infinity } = field.node;
  const own = ownIssues(path);
  const said = [own.length > 0 && `${idOf(path)}-issues`, `${idOf(path)}-help`].filter(Boolean).join(' ');
  return html`<fieldset
    class="field wide"
    id=${idOf(path)}
    data-path=${keyOf(path)}
    tabindex="-1"
    aria-describedby=${said}
  >
    <legend>${field.label}</legend>
    <ol class="rows">
      ${values.map((value, index) => {
        const at = [...path, index];
        const issues = issuesIn(at);
        const { id, key, described } = bind(at, issues, own.length > 0 && `${idOf(path)}-issues`);
        // A group cannot be invalid to a screen reader, its lines can.
        const invalid = [...own, ...issues].some(isError) ? 'true' : nothing;
        return html`<li>
          <div class="row-line">
            <input
              id=${id}
              data-path=${key}
              aria-label="${field.label}, ${index + 1}"
              aria-invalid=${invalid}
              aria-describedby=${described}
              autocomplete="off"
              .value=${live(text(value))}
              @input=${event => setValue(at, event.target.value)}
            />
            <button
              type="button"
              class="plain square"
              aria-label="Remove ${field.label.toLowerCase()} ${index + 1}"
              ?disabled=${values.length <= minItems}
              @click=${() =>
                setValue(
                  path,
                  values.filter((_, other) => other !== index),
                )}
            >
              ${icon('close')}
            </button>
          </div>
          ${issueLines(issues, `${id}-issues`)}
        </li>`;
      })}
    </ol>
    ${values.length < maxItems ? html`<button type="button" class="small" @click=${() => setValue(path, [...values, ''])}>${icon('plus')} Add</button>` : nothing}
    ${issueLines(own, `${idOf(path)}-issues`)}
    <p class="help" id="${idOf(path)}-help">${doc(field.doc)}</p>
  </fieldset>`;
}

/** What a new object begins with, so that its controls are there. */
function fresh(fields) {
  return Object.fromEntries(
    fields
      .filter(({ required }) => required)
      .map(field => {
        if (field.kind === 'rows') return [field.key, Array.from({ length: field.node.minItems }, () => '')];
        if (field.kind === 'number')
          return [field.key, Math.min(field.node.maximum ?? 1440, Math.max(field.node.minimum ?? 0, 1440))];
        return [field.key, field.kind === 'choice' ? field.choices[0][0] : ''];
      }),
  );
}

const oneOf = label =>
  ({ Thread: 'a post to the thread', Mentions: 'a mention', Media: 'an attachment' })[label] ??
  `a ${label.toLowerCase()}`;

function group(field, path) {
  const value = valueAt(path);
  if (value === undefined) {
    const issues = issuesIn(path);
    return html`<div class="field">
      <button
        type="button"
        class="small"
        id=${idOf(path)}
        data-path=${keyOf(path)}
        aria-describedby=${describedBy(path, issues)}
        @click=${() => setValue(path, fresh(field.fields))}
      >
        ${icon('plus')} Add ${oneOf(field.label)}
      </button>
      <p class="help">${doc(field.doc)}</p>
      ${issueLines(issues, `${idOf(path)}-issues`)}
    </div>`;
  }
  const own = ownIssues(path);
  return html`<fieldset
    class="field wide nested"
    data-path=${keyOf(path)}
    tabindex="-1"
    aria-describedby=${describedBy(path, own)}
  >
    <legend>${field.label}</legend>
    <button
      type="button"
      class="plain square remove"
      aria-label="Remove the ${field.label.toLowerCase()}"
      @click=${() => setValue(path, undefined)}
    >
      ${icon('close')}
    </button>
    ${issueLines(own, `${idOf(path)}-issues`)}
    <div class="fields">${field.fields.map(inner => control(inner, [...path, inner.key]))}</div>
  </fieldset>`;
}

function groups(field, path) {
  const values = Array.isArray(valueAt(path)) ? valueAt(path) : [];
  const { maxItems = Infinity } = field.node;
  const own = ownIssues(path);
  const put = next => setValue(path, next.length > 0 ? next : undefined);
  return html`<div
    class="field ${values.length > 0 ? 'wide' : ''}"
    id=${idOf(path)}
    data-path=${keyOf(path)}
    tabindex="-1"
    role="group"
    aria-label=${field.label}
    aria-describedby=${describedBy(path, own)}
  >
    ${values.map(
      (_, index) =>
        html`<fieldset class="nested">
          <legend>${field.label}, ${index + 1}</legend>
          <button
            type="button"
            class="plain square remove"
            aria-label="Remove ${field.label.toLowerCase()}, ${index + 1}"
            @click=${() => put(values.filter((__, other) => other !== index))}
          >
            ${icon('close')}
          </button>
          <div class="fields">
            ${field.fields.map(inner => control({ ...inner, doc: inner.required || inner.kind === 'groups' ? '' : inner.doc, wide: inner.kind === 'area' }, [...path, index, inner.key]))}
          </div>
        </fieldset>`,
    )}
    ${values.length < maxItems ? html`<button type="button" class="small" @click=${() => put([...values, fresh(field.fields)])}>${icon('plus')} Add ${oneOf(field.label)}</button>` : nothing}
    ${issueLines(own, `${idOf(path)}-issues`)} ${field.doc ? html`<p class="help">${doc(field.doc)}</p>` : nothing}
  </div>`;
}

const CONTROLS = {
  text: line,
  url: line,
  number: line,
  date: line,
  time: line,
  area,
  choice,
  switch: aSwitch,
  list,
  rows,
  group,
  groups,
};

export const control = (field, path) => CONTROLS[field.kind](field, path);

/** The control nearest to a path that is on the page: its own, or that of the value it is part of. */
export function controlFor(path) {
  for (let length = path.length; length > 0; length -= 1) {
    const found = document.querySelector(`[data-path="${CSS.escape(keyOf(path.slice(0, length)))}"]`);
    if (found) return found;
  }
  return null;
}
