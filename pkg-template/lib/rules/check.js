// `validatePost` with every rule: what the structure check does, in the light of what is known beside the post, and
// with the sentences of the rules. Only an engine with the rules in it (rules.wasm) can.

import { deskOf } from '../check.js';
import { rewrite } from '../rewrite.js';
import { readIssues } from './issues.js';
import { knownOf } from './known.js';

const POST_ROOT = 0;
const LENIENT = 1;
const RULES = 2;

const encoder = /* @__PURE__ */ new TextEncoder();
/** Where nothing is known beside the value. */
const NOTHING = { words: [], time: undefined };

/** The desk of an engine, its tables with the sentences of the rules added. */
export function ruleDeskOf(engine) {
  const desk = deskOf(engine);
  if (desk.tables.titles) return desk;
  const sections = desk.guarded(() => desk.glue.rule_tables()).split('\f');
  const [sayings, rules, platforms] = sections.map((section) => section.split('\n').slice(0, -1));
  // Each code with its sentence, its hint, what its row adds, and where it comes from.
  const codes = desk.tables.codes.map((code) => [...code, '', 'spec']);
  for (let i = 0; i < rules.length; i += 4) {
    const saying = (rules[i + 1].charCodeAt(0) - 48) * 2;
    codes.push([rules[i], sayings[saying], sayings[saying + 1], rules[i + 2], rules[i + 3]]);
  }
  desk.tables.codes = codes;
  desk.tables.platforms = platforms.filter((_, line) => line % 2 === 0);
  desk.tables.titles = new Map(platforms.flatMap((name, line) => (line % 2 === 0 ? [[name, platforms[line + 1]]] : [])));
  return desk;
}

/** The counters of a text: unit, limit, use and (plus one) where it goes over, for each limit of the platform. */
export function countWords(desk, platform, choice, text) {
  const { written } = encoder.encodeInto(text, desk.bytes(text.length * 3));
  return desk.issues(desk.guarded(() => desk.glue.count_text(platform, choice, written)));
}

/**
 * @param {unknown} post
 * @param {{ mode?: 'strict' | 'lenient', rules?: boolean, messages?: object }} [options]
 */
export function check(engine, post, options) {
  const desk = ruleDeskOf(engine);
  const lenient = options?.mode === 'lenient';
  const rules = options?.rules !== false;
  const { words, time } = rules ? knownOf(post, options, desk.tables.names) : NOTHING;
  const tell = () => {
    if (words.length > 0) {
      const at = desk.glue.known_at(words.length);
      new Uint32Array(desk.memory.buffer, at, words.length).set(words);
    }
    return words.length;
  };
  const length = desk.run(POST_ROOT, post, (lenient ? LENIENT : 0) | (rules ? RULES : 0), tell);
  if (length === 0) return { valid: true, issues: [], value: post };
  const fixes = lenient ? [] : undefined;
  // The records are copied: to make sentences of them, a text may have to be counted anew, which takes their place.
  const issues = readIssues(desk.issues(length).slice(), desk.tables, desk.unknown, {
    fixes,
    utc: utcOf(time),
    messages: options?.messages,
    recount: (path) => recount(desk, post, path),
  });
  if (issues.some((issue) => issue.severity === 'error')) return { valid: false, issues };
  return { valid: true, issues, value: fixes?.length ? rewrite(post, fixes) : post };
}

/** A local time in UTC, which means the same under every reading. */
function utcOf(time) {
  if (!time || !Number.isNaN(time.literal) || Number.isNaN(time.first)) return undefined;
  return new Date(time.first).toISOString().replace('.000', '');
}

/** X counts a text in its composed form, which only the host can make. */
function recount(desk, value, path) {
  const text = path.reduce((at, key) => at?.[key], value);
  if (typeof text !== 'string' || text.normalize() === text) return undefined;
  return countWords(desk, 0, 0, text.normalize())[2];
}
