// The texts of issues. The English ones stand in the tables and below, each with an id; a locale is an object of texts
// by these ids, and texts of the caller's own go by code.

import { TYPE_IDS } from '../generated/contract.js';

/** The English texts that are not in the tables: neither message, hint nor detail. */
const PHRASES = {
  'phrase.post': 'The post',
  'phrase.something_else': 'something else',
  'phrase.or': '{names} or {last}',
  'hint.suggestion': 'Did you mean {found}?',
  'hint.date': 'Of a Date, give its toISOString().',
  'hint.utc': 'Write it as {utc}, with timezone UTC.',
};

/** The ids of all texts, for a locale. */
export function messageIds({ codes }) {
  const details = codes.map(({ detail, detailId }) => (detail ? detailId : undefined));
  const types = TYPE_IDS.split(' ').map(id => `type.${id}`);
  const ids = [...codes.map(({ id }) => id), ...details, ...types, ...Object.keys(PHRASES)];
  return [...new Set(ids.filter(id => id !== undefined))];
}

/** @type {Map<string, string[]>} templates, split at their placeholders: at each odd index stands a name */
const split = new Map();

/**
 * Fills in a template. Other words in braces, in a text of the caller's, stay as they are.
 * @param {(name: string) => unknown} valueOf returns `undefined` for an unknown name
 */
function fill(template, valueOf) {
  let parts = split.get(template);
  if (!parts) {
    if (split.size > 999) split.clear();
    split.set(template, (parts = template.split(/\{(\w+)\}/)));
  }
  let filled = parts[0];
  for (let at = 1; at < parts.length; at += 2) {
    filled += (valueOf(parts[at]) ?? `{${parts[at]}}`) + parts[at + 1];
  }
  return filled;
}

const NONE = [];

/** The writers of the English texts, each made once for its tables. */
const english = new WeakMap();

/**
 * Returns the writer of the texts of issues.
 * @param {object | object[] | undefined} messages locales and texts of the caller's own; later ones win
 * @param {{ names: string[], groups: Map<string, { title: string }> }} tables
 */
export function writerOf(messages, tables) {
  if (messages) return createWriter([messages].flat().filter(Boolean).reverse(), tables);
  let writer = english.get(tables);
  if (!writer) english.set(tables, (writer = createWriter([], tables)));
  return writer;
}

function createWriter(sources, { names, groups }) {
  const types = TYPE_IDS.split(' ');

  /** The first of these texts that exists. */
  function lookUp(...ids) {
    for (const source of sources)
      for (const id of ids) if (source[id] !== undefined && source[id] !== null) return source[id];
    return undefined;
  }

  const textOf = (id, english) => {
    const own = sources.length > 0 ? lookUp(id) : undefined;
    return typeof own === 'string' ? own : english;
  };
  const phrase = id => textOf(id, PHRASES[id]);

  /** A name; the words for types have ids. */
  function nameOf(name) {
    const type = sources.length > 0 ? names.indexOf(name) : -1;
    return type >= 0 && type < types.length ? textOf(`type.${types[type]}`, name) : name;
  }

  function join(list) {
    if (list.length < 2) return list.join();
    const [rest, last] = [list.slice(0, -1).join(', '), list[list.length - 1]];
    return fill(phrase('phrase.or'), name => ({ __proto__: null, names: rest, last })[name]);
  }

  /** The last key of a path, with the index after it if there is one. */
  function keyOf(path) {
    if (path.length === 0) return phrase('phrase.post');
    const last = path[path.length - 1];
    if (typeof last !== 'number') return last || '""';
    return path.length > 1 ? `${path[path.length - 2]}[${last}]` : `[${last}]`;
  }

  return {
    /** The values that the texts of an issue are made of. */
    paramsOf({ path, platform, limit, actual, listed, found }, { detail, detailId }) {
      const params = { key: keyOf(path), platform: groups.get(platform ?? 'post').title };
      if (limit !== undefined) params.limit = limit;
      if (actual !== undefined) params.actual = actual;
      if (listed.length > 0) params.names = sources.length > 0 ? listed.map(nameOf) : listed;
      if (found !== undefined) params.found = nameOf(found);
      if (detail) params.detail = textOf(detailId, detail);
      return params;
    },

    /**
     * Writes message and hint. A function of the caller's is given the issue as it is so far.
     * @param {object} issue
     * @param {{ code: string, id: string, message: string, hint: string }} entry of the tables
     * @param {string | undefined} special the id of a phrase that is the hint
     * @param {string | undefined} utc a local time in UTC
     */
    write(issue, entry, special, utc) {
      const { code, params } = issue;
      const valueOf = name => {
        switch (name) {
          case 'names':
            return join(params.names ?? NONE);
          case 'found':
            return params.found ?? phrase('phrase.something_else');
          case 'detail':
          case 'why': // its older name
            return params.detail ?? '';
          case 'utc':
            return utc;
          default:
            return Object.hasOwn(params, name) ? params[name] : undefined;
        }
      };
      const own = sources.length > 0 ? lookUp(code, `*.${code.slice(code.lastIndexOf('.') + 1)}`, entry.id) : undefined;
      const message = typeof own === 'string' ? own : (own?.message ?? entry.message);
      const advice = own?.hint ?? entry.hint;
      if (special) issue.hint = fill(phrase(special), valueOf);
      else if (advice && (params.names || !advice.includes('{names}'))) issue.hint = fill(advice, valueOf);
      issue.message = fill(message, valueOf);
      if (typeof own === 'function') issue.message = String(own(issue));
    },
  };
}
