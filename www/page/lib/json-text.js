// Prints JSON with an indent of two spaces, and records the range of each value in the text.

import { pathKey } from './paths.js';

/** @returns {{ text: string, ranges: Map<string, [number, number]> }} ranges by path; they include the key */
export function printJson(value) {
  const ranges = new Map();
  let text = '';

  function append(current, path, indent) {
    if (current === null || typeof current !== 'object') {
      text += JSON.stringify(current) ?? 'null';
      return;
    }
    const isArray = Array.isArray(current);
    const keys = isArray ? current.keys() : Object.keys(current).filter(key => current[key] !== undefined);
    let first = true;
    text += isArray ? '[' : '{';
    for (const key of keys) {
      text += `${first ? '' : ','}\n${indent}  `;
      first = false;
      const start = text.length;
      if (!isArray) text += `${JSON.stringify(key)}: `;
      append(current[key], [...path, key], `${indent}  `);
      ranges.set(pathKey([...path, key]), [start, text.length]);
    }
    text += `${first ? '' : `\n${indent}`}${isArray ? ']' : '}'}`;
  }

  append(value, [], '');
  ranges.set('', [0, text.length]);
  return { text, ranges };
}
