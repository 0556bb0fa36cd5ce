// Reads the packed tables out of an engine's memory: build.rs says how they are packed.

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
  const [names, codeLines, sentences, whys, sources, groupLines, formLines, operations, lists] = sections;
  // What the checker alone reads, and who asks for a JSON Schema. A copy: the memory may grow, and these bytes be gone.
  const checked = part().slice();
  const writing = names.map(() => [number(), (number() - 1) >>> 0]);
  // Each code with its sentence, its hint, what its rule adds, and where it comes from.
  const codes = inGroups(codeLines, 3).map(code => [...code, '', 'spec']);
  // The post, and the platforms; what stands for fields that are left out is JSON, so that everyone gets a copy.
  const groups = new Map(inGroups(groupLines, 3).map(([name, title, defaults]) => [name, { title, defaults }]));
  const [post, ...platforms] = groups.keys();
  const prefixes = [post, post, ...platforms]
    .map(group => [group, number()])
    .flatMap(([group, count]) => Array(count).fill(group));
  const [places, sayings, ofWhys, ofSources] = [0, 0, 0, 0].map(() => prefixes.map(number));
  prefixes.forEach((prefix, rule) => {
    const [name, sentence, hint] = sentences.slice(sayings[rule] * 3);
    const place = ['text', 'media', 'account_id'][places[rule]] ?? snake(names[places[rule] - 3]);
    codes.push([`${prefix}.${place}.${name}`, sentence, hint, whys[ofWhys[rule]], sources[ofSources[rule]]]);
  });
  return { names, writing, codes, groups, platforms, forms: inGroups(formLines, 2), operations, lists, checked };
}

function inGroups(lines, size) {
  return lines.flatMap((_, at) => (at % size ? [] : [lines.slice(at, at + size)]));
}

const snake = name => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
