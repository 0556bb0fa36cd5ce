// JSON with two spaces, and where each value stands in the text.

import { keyOf } from './paths.js';

/** @returns {{ text: string, places: Map<string, [number, number]> }} places by path; a key's place includes the key */
export function print(value) {
  const places = new Map();
  let text = '';

  function put(current, path, indent) {
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
      put(current[key], [...path, key], `${indent}  `);
      places.set(keyOf([...path, key]), [start, text.length]);
    }
    text += `${first ? '' : `\n${indent}`}${isArray ? ']' : '}'}`;
  }

  put(value, [], '');
  places.set('', [0, text.length]);
  return { text, places };
}
