// Adapts messages of the package to the form: API names become the labels of their controls and options. Messages of
// new rules need no change here.

import { NAMES } from './schema.js';
import { labelOf } from './labels.js';
import { capitalize } from './text.js';

/** Messages that would mislead in a form. */
export const MESSAGES = {
  too_few_items: '{key}: at least {limit}, not {actual}.',
  too_many_items: '{key}: at most {limit}, not {actual}.',
  'post.publish_now.missing': 'Say when: now, or at a time.',
  'post.publish_now.conflict': 'Now or at a time, not both.',
  // The API has "disable" options, the form "allow" switches.
  '*.creator_setting': 'The creator has this turned off in TikTok: it stays off.',
};

/** Issues about key names keep the API names, because users look for them in the request body. */
const NAME_CODES = /^(renamed_key|unknown_key|unknown_platform$|value\.)/;

function quoted(name, index) {
  if (index === undefined) return `“${labelOf(name)}”`;
  return name === 'mediaItems' ? `file ${Number(index) + 1}` : `“${labelOf(name)} ${Number(index) + 1}”`;
}

/** True for an API name that cannot be an English word. */
const isApiName = token => /[A-Z_]/.test(token) && NAMES.has(token);

export function withLabels(issue) {
  const { code, path } = issue;
  if (NAME_CODES.test(code)) return issue;
  const key = path.findLast(part => typeof part === 'string');
  const relabel = text =>
    text &&
    capitalize(
      text.replace(/([A-Za-z]\w*)(?:\[(\d+)\])?/g, (token, name, index) => {
        if (name !== key && !isApiName(name) && !(code === 'enum' && NAMES.has(name))) return token;
        return quoted(name, index);
      }),
    );
  return { ...issue, message: relabel(issue.message), hint: relabel(issue.hint) };
}

const SWITCH_LABELS = { true: 'On', false: 'Off' };

/** Splits a field description into text and code. API names that have a label are replaced by it. */
export const descriptionParts = description =>
  description.split('`').map((text, index) => {
    if (index % 2 === 0) return { text };
    const label = SWITCH_LABELS[text] ?? (NAMES.has(text) ? labelOf(text) : undefined);
    return label ? { text: `“${label}”` } : { text, code: true };
  });
