// Reads the packed tables in an engine's memory; src/tables describes their format.

import { RULE_SUBJECTS } from '../generated/contract.js';

const decoder = /* @__PURE__ */ new TextDecoder();

/** Reads packed numbers from the front of some bytes. */
export function readerOf(bytes) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  };
  return {
    number,
    /** A part behind its length. */
    part() {
      const length = number();
      return bytes.subarray(at, (at += length));
    },
    /** A list behind its count. */
    list(read) {
      return Array.from({ length: number() }, read);
    },
  };
}

/**
 * @param {Uint8Array} bytes the tables, and anything after them
 */
export function readTables(bytes) {
  const { number, part } = readerOf(bytes);
  const sections = decoder
    .decode(part())
    .split('\f')
    .map(section => section.split('\n').slice(0, -1));
  const [names, codeLines, ruleLines, detailLines, sources, groupLines, formLines, operations, lists] = sections;
  // For the checker and the JSON Schema. A copy: the memory may grow, which detaches these bytes.
  const checked = part().slice();
  const writing = names.map(() => [number(), (number() - 1) >>> 0]);
  // The codes of the structure, then those of the rules. The ids are those of locales.
  const codes = inGroups(codeLines, 4).map(([id, code, message, hint]) => ({
    code,
    id: id || code,
    message,
    hint,
    detail: '',
    source: 'spec',
  }));
  const rules = inGroups(ruleLines, 4);
  const details = inGroups(detailLines, 2);
  // The post, then the platforms. The defaults are JSON, so that each caller gets a copy.
  const groups = new Map(inGroups(groupLines, 3).map(([name, title, defaults]) => [name, { title, defaults }]));
  const [post, ...platforms] = groups.keys();
  const prefixes = [post, post, ...platforms]
    .map(group => [group, number()])
    .flatMap(([group, count]) => Array(count).fill(group));
  const [subjects, ofMessages, ofDetails, ofSources] = [0, 0, 0, 0].map(() => prefixes.map(number));
  const fixed = RULE_SUBJECTS.split(' ');
  prefixes.forEach((prefix, rule) => {
    const [id, name, message, hint] = rules[ofMessages[rule]];
    const [detailId, detail] = details[ofDetails[rule]];
    const subject = fixed[subjects[rule]] ?? snake(names[subjects[rule] - fixed.length]);
    codes.push({
      code: `${prefix}.${subject}.${name}`,
      id: `rule.${id || name}`,
      message,
      hint,
      detail,
      detailId: `detail.${detailId}`,
      source: sources[ofSources[rule]],
    });
  });
  return { names, writing, codes, groups, platforms, forms: inGroups(formLines, 2), operations, lists, checked };
}

function inGroups(lines, size) {
  return lines.flatMap((_, at) => (at % size ? [] : [lines.slice(at, at + size)]));
}

const snake = name => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
