// Reads the packed tables out of an engine's memory: build.rs says how they are packed.

const decoder = /* @__PURE__ */ new TextDecoder();

/**
 * @param {Uint8Array} bytes the tables, and whatever comes after them
 */
export function readTables(bytes) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = bytes[at++];
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  };
  const part = () => {
    const length = number();
    return bytes.subarray(at, (at += length));
  };
  const [names, codeLines, sentences, whys, sources, platformLines, operations, lists] = decoder
    .decode(part())
    .split('\f')
    .map((section) => section.split('\n').slice(0, -1));
  // What the checker alone reads.
  part();
  const writing = names.map(() => [number(), (number() - 1) >>> 0]);
  // Each code with its sentence, its hint, what its rule adds, and where it comes from.
  const codes = inGroups(codeLines, 3).map((code) => [...code, '', 'spec']);
  const platforms = new Map(inGroups(platformLines, 2));
  const groups = ['post', 'post', ...platforms.keys()];
  const prefixes = groups.map((group) => [group, number()]).flatMap(([group, count]) => Array(count).fill(group));
  const [places, sayings, ofWhys, ofSources] = Array.from({ length: 4 }, () => prefixes.map(number));
  prefixes.forEach((prefix, rule) => {
    const [name, sentence, hint] = sentences.slice(sayings[rule] * 3);
    const place = ['text', 'media', 'account_id'][places[rule]] ?? snake(names[places[rule] - 3]);
    codes.push([`${prefix}.${place}.${name}`, sentence, hint, whys[ofWhys[rule]], sources[ofSources[rule]]]);
  });
  return { names, writing, codes, platforms, operations, lists };
}

function inGroups(lines, size) {
  return lines.flatMap((_, at) => (at % size ? [] : [lines.slice(at, at + size)]));
}

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
