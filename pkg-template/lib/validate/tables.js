// Reads the packed tables out of an engine's memory: src/tables says how they are packed.

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
    /** A part that says its length first. */
    part() {
      const length = number();
      return bytes.subarray(at, (at += length));
    },
    /** As many of something as a number says. */
    list(read) {
      return Array.from({ length: number() }, read);
    },
  };
}

/**
 * @param {Uint8Array} bytes the tables, and whatever comes after them
 */
export function readTables(bytes) {
  const { number, part } = readerOf(bytes);
  const sections = decoder
    .decode(part())
    .split('\f')
    .map(section => section.split('\n').slice(0, -1));
  const [names, codeLines, ruleLines, detailLines, sources, groupLines, formLines, operations, lists] = sections;
  // What the checker alone reads, and who asks for a JSON Schema. A copy: the memory may grow, and these bytes be gone.
  const checked = part().slice();
  const writing = names.map(() => [number(), (number() - 1) >>> 0]);
  // Of each code its message, its hint, the detail that its rule adds, its source, and the ids of message and detail.
  const codes = inGroups(codeLines, 4).map(([id, code, ...texts]) => [code, ...texts, '', 'spec', id || code, '']);
  const rules = inGroups(ruleLines, 4);
  const details = inGroups(detailLines, 2);
  // The post, and the platforms; what stands for fields that are left out is JSON, so that everyone gets a copy.
  const groups = new Map(inGroups(groupLines, 3).map(([name, title, defaults]) => [name, { title, defaults }]));
  const [post, ...platforms] = groups.keys();
  const prefixes = [post, post, ...platforms]
    .map(group => [group, number()])
    .flatMap(([group, count]) => Array(count).fill(group));
  const [subjects, ofMessages, ofDetails, ofSources] = [0, 0, 0, 0].map(() => prefixes.map(number));
  prefixes.forEach((prefix, rule) => {
    const [id, name, message, hint] = rules[ofMessages[rule]];
    const [detailId, detail] = details[ofDetails[rule]];
    const subject = ['text', 'media', 'account_id'][subjects[rule]] ?? snake(names[subjects[rule] - 3]);
    const ids = [`rule.${id || name}`, detailId && `detail.${detailId}`];
    codes.push([`${prefix}.${subject}.${name}`, message, hint, detail, sources[ofSources[rule]], ...ids]);
  });
  return { names, writing, codes, groups, platforms, forms: inGroups(formLines, 2), operations, lists, checked };
}

function inGroups(lines, size) {
  return lines.flatMap((_, at) => (at % size ? [] : [lines.slice(at, at + size)]));
}

const snake = name => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
