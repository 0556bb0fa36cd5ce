// The options of each platform as fields of a form, from the JSON Schema that the package makes of its tables. A field
// that is added there appears here by itself.

import schema from 'postpeer-wasm/post.schema.json';
import { labelOf as inWords } from './labels.js';

const resolved = node => (node.$ref ? { ...schema.$defs[node.$ref.split('/').pop()], ...node } : node);

/** What a doc line says about when the field counts. */
const RELEVANCE = [
  [/\bPhoto posts only/, ({ media }) => media !== 'video'],
  [
    /\b[Vv]ideos only|\bReels only|Without effect on images|Without effect beside `coverUrl` or on images/,
    ({ media }) => media !== 'photos',
  ],
  [/\b(?:Needed for `EVENT`)/, ({ options }) => options.topicType === 'EVENT'],
  [/`OFFER` posts only/, ({ options }) => options.topicType === 'OFFER'],
  [/Without `communityId` it has no meaning/, ({ options }) => Boolean(options.communityId)],
];

/** Strings whose form only the doc line names. */
const FORMS = [
  [/`YYYY-MM-DD`/, 'date'],
  [/`HH:MM`/, 'time'],
];

function kindOf(node) {
  if (node.enum) return 'choice';
  if (node.type === 'boolean') return 'switch';
  if (node.type === 'number' || node.type === 'integer') return 'number';
  if (node.type === 'object') return 'group';
  if (node.type === 'array') {
    if (resolved(node.items).type === 'object') return 'groups';
    return node.minItems > 1 ? 'rows' : 'list';
  }
  if (node.format === 'uri') return 'url';
  const form = FORMS.find(([told]) => told.test(node.description ?? ''));
  if (form) return form[1];
  const isLong =
    node.maxLength === undefined ? /^Text of|^Terms\b/.test(node.description ?? '') : node.maxLength >= 500;
  return isLong ? 'area' : 'text';
}

function fieldOf(key, given, required) {
  const node = resolved(given);
  const kind = kindOf(node);
  const field = { key, kind, label: inWords(key), doc: given.description ?? node.description ?? '', required, node };
  if (kind === 'choice') field.choices = node.enum.map(value => [value, inWords(value)]);
  if (kind === 'group') field.fields = fieldsOf(node);
  if (kind === 'groups') field.fields = fieldsOf(resolved(node.items));
  if (/X's weights/.test(field.doc)) field.countedBy = 'twitter';
  const relevance = RELEVANCE.find(([told]) => told.test(field.doc));
  field.counts = relevance ? relevance[1] : () => true;
  return field;
}

function fieldsOf(node) {
  return Object.entries(node.properties).map(([key, value]) =>
    fieldOf(key, value, node.required?.includes(key) ?? false),
  );
}

const OPTIONS = Object.assign(
  Object.create(null),
  Object.fromEntries(
    Object.values(schema.$defs)
      .filter(node => node.properties?.platformSpecificData)
      .map(target => [target.properties.platform.enum[0], fieldsOf(resolved(target.properties.platformSpecificData))]),
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
