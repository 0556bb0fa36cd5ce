// Controls for every kind of field, bound to their values in the post.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { isError } from '../lib/issues.js';
import { labelOf } from '../lib/labels.js';
import { pathKey } from '../lib/paths.js';
import { issuesIn, setValue, valueAt } from '../state/store.js';
import { bind, bindField, fieldFrame, idOf, toText } from './field-frame.js';
import { description, icon, issueLines } from './ui.js';

const orUndefined = value => (value === '' ? undefined : value);

const INPUT_TYPES = { text: 'text', url: 'url', number: 'number', date: 'date', time: 'time' };
const FORMATS = { __proto__: null, date: /^\d{4}-\d\d-\d\d$/, time: /^\d\d:\d\d$/ };

function placeholderOf({ kind, node }) {
  if (kind === 'url') return 'https://…';
  return node.default === undefined ? nothing : toText(node.default);
}

function singleLine(field, path) {
  const { id, key, invalid, described, issues, value } = bindField(field, path);
  const parse = input =>
    field.kind === 'number' ? (input.value === '' ? undefined : Number(input.value)) : orUndefined(input.value);
  // Date and time controls cannot show an invalid value; a text control can.
  const isWrongFormat = value !== undefined && FORMATS[field.kind]?.test(value) === false;
  const type = isWrongFormat ? 'text' : INPUT_TYPES[field.kind];
  return fieldFrame(
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
      placeholder=${placeholderOf(field)}
      .value=${live(toText(value))}
      @input=${event => setValue(path, parse(event.target))}
    />`,
    { issues, value },
  );
}

function multiLine(field, path) {
  const { id, key, invalid, described, issues, value } = bindField(field, path);
  return fieldFrame(
    field,
    path,
    html`<textarea
      id=${id}
      rows="2"
      data-path=${key}
      aria-invalid=${invalid}
      aria-describedby=${described}
      .value=${live(toText(value))}
      @input=${event => setValue(path, orUndefined(event.target.value))}
    ></textarea>`,
    { issues, value },
  );
}

export function choice(field, path, { choices = field.choices, emptyLabel } = {}) {
  const { id, key, invalid, described, issues, value } = bindField(field, path);
  const isOffered = choices.some(([option]) => option === value);
  const { default: fallback } = field.node;
  const emptyText = emptyLabel ?? (fallback === undefined ? 'Not set' : `${labelOf(String(fallback))} (default)`);
  return fieldFrame(
    field,
    path,
    html`<select
      id=${id}
      data-path=${key}
      aria-invalid=${invalid}
      aria-describedby=${described}
      @change=${event => setValue(path, orUndefined(event.target.value))}
    >
      <option value="" .selected=${value === undefined}>${emptyText}</option>
      ${choices.map(
        ([option, label, disabled]) =>
          html`<option value=${option} ?disabled=${disabled} .selected=${live(option === value)}>${label}</option>`,
      )}
      ${
        value !== undefined && !isOffered
          ? html`<option value=${toText(value)} .selected=${true}>${toText(value)} (not offered)</option>`
          : nothing
      }
    </select>`,
    { issues, value },
  );
}

/** A switch with its label and help. `lockReason` disables it and explains why. */
export function toggle({ path, label, help, checked, lockReason, onChange }) {
  const issues = issuesIn(path);
  const { id, key, invalid } = bind(path, issues);
  const described = [help || lockReason ? `${id}-help` : '', issues.length > 0 ? `${id}-issues` : '']
    .filter(Boolean)
    .join(' ');
  return html`<div class="field switch-field ${lockReason ? 'locked' : ''}">
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
        ?disabled=${Boolean(lockReason)}
        @change=${event => onChange(event.target.checked)}
      /><span class="track" aria-hidden="true"></span>
    </label>
    ${
      help || lockReason
        ? html`<p class="help" id="${id}-help">
            ${lockReason ? html`${icon('lock')} ${lockReason}` : description(help)}
          </p>`
        : nothing
    }
    ${issueLines(issues, `${id}-issues`)}
  </div>`;
}

function switchField(field, path) {
  const value = valueAt(path);
  const isOnByDefault = field.node.default === true;
  const checked = value === undefined ? isOnByDefault : value === true;
  return toggle({
    path,
    label: field.label,
    help: field.doc,
    checked,
    onChange: on => setValue(path, on === isOnByDefault ? undefined : on),
  });
}

const splitList = value =>
  value
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');

/** A list in one input, separated by commas. While the user types, the input keeps its spaces and commas. */
function commaList(field, path) {
  const value = valueAt(path);
  const issues = issuesIn(path);
  const { id, key, invalid, described } = bind(path, issues, `${idOf(path)}-help`);
  const shown = Array.isArray(value) ? value.join(', ') : toText(value);
  const typed = document.getElementById(id)?.value;
  const current = typed !== undefined && splitList(typed).join(', ') === shown ? typed : shown;
  return fieldFrame(
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
      @input=${event =>
        setValue(path, splitList(event.target.value).length > 0 ? splitList(event.target.value) : undefined)}
    />`,
    { issues, value },
  );
}

/** The issues of a list or a group itself, without those of its content. */
const ownIssues = path => issuesIn(path).filter(issue => issue.path.length === path.length);
const describedBy = (path, issues) => (issues.length > 0 ? `${idOf(path)}-issues` : nothing);

/** A short list of strings with one input for each, such as the answers of a poll. */
function inputList(field, path) {
  const values = Array.isArray(valueAt(path)) ? valueAt(path) : [];
  const { minItems = 0, maxItems = Infinity } = field.node;
  const own = ownIssues(path);
  const describedByIds = [own.length > 0 && `${idOf(path)}-issues`, `${idOf(path)}-help`].filter(Boolean).join(' ');
  return html`<fieldset
    class="field wide"
    id=${idOf(path)}
    data-path=${pathKey(path)}
    tabindex="-1"
    aria-describedby=${describedByIds}
  >
    <legend>${field.label}</legend>
    <ol class="rows">
      ${values.map((value, index) => {
        const rowPath = [...path, index];
        const issues = issuesIn(rowPath);
        const { id, key, described } = bind(rowPath, issues, own.length > 0 && `${idOf(path)}-issues`);
        // Screen readers do not announce a group as invalid, only its inputs.
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
              .value=${live(toText(value))}
              @input=${event => setValue(rowPath, event.target.value)}
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
    ${
      values.length < maxItems
        ? html`<button type="button" class="small" @click=${() => setValue(path, [...values, ''])}>
            ${icon('plus')} Add
          </button>`
        : nothing
    }
    ${issueLines(own, `${idOf(path)}-issues`)}
    <p class="help" id="${idOf(path)}-help">${description(field.doc)}</p>
  </fieldset>`;
}

/** Returns a new object with its required fields, so that their controls appear. */
function newObject(fields) {
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

const withArticle = label =>
  ({ Thread: 'a post to the thread', Mentions: 'a mention', Media: 'an attachment' })[label] ??
  `a ${label.toLowerCase()}`;

function objectField(field, path) {
  const value = valueAt(path);
  if (value === undefined) {
    const issues = issuesIn(path);
    return html`<div class="field">
      <button
        type="button"
        class="small"
        id=${idOf(path)}
        data-path=${pathKey(path)}
        aria-describedby=${describedBy(path, issues)}
        @click=${() => setValue(path, newObject(field.fields))}
      >
        ${icon('plus')} Add ${withArticle(field.label)}
      </button>
      <p class="help">${description(field.doc)}</p>
      ${issueLines(issues, `${idOf(path)}-issues`)}
    </div>`;
  }
  const own = ownIssues(path);
  return html`<fieldset
    class="field wide nested"
    data-path=${pathKey(path)}
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

/** In a list of objects, only optional fields repeat their help. */
const compact = field => ({
  ...field,
  doc: field.required || field.kind === 'groups' ? '' : field.doc,
  wide: field.kind === 'area',
});

function objectList(field, path) {
  const values = Array.isArray(valueAt(path)) ? valueAt(path) : [];
  const { maxItems = Infinity } = field.node;
  const own = ownIssues(path);
  const setList = next => setValue(path, next.length > 0 ? next : undefined);
  return html`<div
    class="field ${values.length > 0 ? 'wide' : ''}"
    id=${idOf(path)}
    data-path=${pathKey(path)}
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
            @click=${() => setList(values.filter((__, other) => other !== index))}
          >
            ${icon('close')}
          </button>
          <div class="fields">${field.fields.map(inner => control(compact(inner), [...path, index, inner.key]))}</div>
        </fieldset>`,
    )}
    ${
      values.length < maxItems
        ? html`<button type="button" class="small" @click=${() => setList([...values, newObject(field.fields)])}>
            ${icon('plus')} Add ${withArticle(field.label)}
          </button>`
        : nothing
    }
    ${issueLines(own, `${idOf(path)}-issues`)}
    ${field.doc ? html`<p class="help">${description(field.doc)}</p>` : nothing}
  </div>`;
}

const CONTROLS = {
  text: singleLine,
  url: singleLine,
  number: singleLine,
  date: singleLine,
  time: singleLine,
  area: multiLine,
  choice,
  switch: switchField,
  list: commaList,
  rows: inputList,
  group: objectField,
  groups: objectList,
};

/** Renders the control of a field. */
export const control = (field, path) => CONTROLS[field.kind](field, path);
