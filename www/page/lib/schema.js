// The options of each platform as fields of a form, from the JSON Schema and the form hints that the package makes of
// its tables. A field that is added there appears here by itself.

import formHints from 'postpeer-wasm/post.form.json';
import schema from 'postpeer-wasm/post.schema.json';
import { labelOf as inWords } from './labels.js';

const nameOf = ({ $ref }) => $ref.split('/').pop();

const resolved = node => (node.$ref ? { ...schema.$defs[nameOf(node)], ...node } : node);

/** Returns whether a field has an effect on a post with this media and these options of the platform. */
function applies(appliesTo, { media, options }) {
  if (!appliesTo) return true;
  // A post without media may still get the right kind.
  if (appliesTo.media) return media === 'none' || media === appliesTo.media;
  const value = options[appliesTo.field];
  return appliesTo.value === undefined ? Boolean(value) : value === appliesTo.value;
}

function kindOf(node, { input }) {
  if (node.enum) return 'choice';
  if (node.type === 'boolean') return 'switch';
  if (node.type === 'number' || node.type === 'integer') return 'number';
  if (node.type === 'object') return 'group';
  if (node.type === 'array') {
    if (resolved(node.items).type === 'object') return 'groups';
    return node.minItems > 1 ? 'rows' : 'list';
  }
  if (node.format === 'uri') return 'url';
  return input ?? (node.maxLength >= 500 ? 'area' : 'text');
}

function fieldOf(key, given, required, hint = {}) {
  const node = resolved(given);
  const kind = kindOf(node, hint);
  const field = { key, kind, label: inWords(key), doc: given.description ?? node.description ?? '', required, node };
  if (kind === 'choice') field.choices = node.enum.map(value => [value, inWords(value)]);
  if (kind === 'group') field.fields = fieldsOf(given);
  if (kind === 'groups') field.fields = fieldsOf(node.items);
  if (hint.countedBy) field.countedBy = hint.countedBy;
  field.counts = post => applies(hint.appliesTo, post);
  return field;
}

/** The fields of a definition, which is given by reference. */
function fieldsOf(reference) {
  const { properties, required = [] } = resolved(reference);
  const hints = formHints[nameOf(reference)] ?? {};
  return Object.entries(properties).map(([key, value]) => fieldOf(key, value, required.includes(key), hints[key]));
}

const OPTIONS = Object.assign(
  Object.create(null),
  Object.fromEntries(
    Object.values(schema.$defs)
      .filter(node => node.properties?.platformSpecificData)
      .map(target => [target.properties.platform.enum[0], fieldsOf(target.properties.platformSpecificData)]),
  ),
);

export const optionsOf = platform => OPTIONS[platform] ?? [];

/** Every name that is a key of the post or one of the values to choose from: `privacyLevel`, `SELF_ONLY`, `public`. */
export const NAMES = new Set(
  [schema, ...Object.values(schema.$defs)]
    .flatMap(node => Object.entries(node.properties ?? {}))
    .flatMap(([key, { enum: values = [] }]) => [key, ...values]),
);

export const MEDIA_TYPES = schema.$defs.MediaItem.properties.type.enum;
