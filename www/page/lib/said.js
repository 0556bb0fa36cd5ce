// What the rules say, in the words that stand in the form: a name of the API becomes the label of its control, or of the
// choice. The sentences stay those of the package, so a rule that is added there reads well here by itself.

import { NAMES } from './schema.js';
import { capital, inWords } from './words.js';

/** Sentences that are about something else in a form than in a body. */
export const MESSAGES = {
  too_few_items: '{key}: at least {limit}, not {actual}.',
  too_many_items: '{key}: at most {limit}, not {actual}.',
  'post.publish_now.missing': 'Say when: now, or at a time.',
  'post.publish_now.conflict': 'Now or at a time, not both.',
  // There it is "disable", here it is "allow".
  '*.creator_setting': 'The creator has this turned off in TikTok: it stays off.',
};

/** Old and unknown names stand in the request's body alone, and are what one looks for there. */
const ABOUT_NAMES = /^(renamed_key|unknown_key|unknown_platform$|value\.)/;

function quoted(name, index) {
  if (index === undefined) return `“${inWords(name)}”`;
  return name === 'mediaItems' ? `file ${Number(index) + 1}` : `“${inWords(name)} ${Number(index) + 1}”`;
}

/** A name that is no English word: it is one wherever it stands. */
const isName = token => /[A-Z_]/.test(token) && NAMES.has(token);

export function inWordsOfForm(issue) {
  const { code, path } = issue;
  if (ABOUT_NAMES.test(code)) return issue;
  const key = path.findLast(part => typeof part === 'string');
  const say = text =>
    text &&
    capital(
      text.replace(/([A-Za-z]\w*)(?:\[(\d+)\])?/g, (token, name, index) => {
        if (name !== key && !isName(name) && !(code === 'enum' && NAMES.has(name))) return token;
        return quoted(name, index);
      }),
    );
  return { ...issue, message: say(issue.message), hint: say(issue.hint) };
}

const SWITCHED = { true: 'On', false: 'Off' };

/** A doc line of the tables, as pieces: what is code stays so, what the form has a word for becomes that. */
export const docInWords = line =>
  line.split('`').map((text, index) => {
    if (index % 2 === 0) return { text };
    const word = SWITCHED[text] ?? (NAMES.has(text) ? inWords(text) : undefined);
    return word ? { text: `“${word}”` } : { text, code: true };
  });
