// Bounds on what one sandbox keeps, for servers that give sandboxes to strangers. Without them everything is kept, as
// tests want it.

import { refuse } from './answers.js';

const NAMES = ['requests', 'requestBytes', 'changes', 'changeBytes', 'fileBytes'];

/** Reads the option `limits`. A limit that is left out is `Infinity`. */
export function readLimits(given = {}) {
  const strange = Object.keys(given).find(name => !NAMES.includes(name));
  if (strange !== undefined)
    throw new TypeError(`createSandbox: limits has no ${JSON.stringify(strange)}; it has ${NAMES.join(', ')}`);
  return Object.fromEntries(
    NAMES.map(name => {
      const value = given[name] ?? Infinity;
      if (value === Infinity || (Number.isInteger(value) && value >= 0)) return [name, value];
      throw new TypeError(
        `createSandbox: limits.${name} must be a whole number from 0, or Infinity, not ${String(value)}`,
      );
    }),
  );
}

/** The list of requests. Once it holds more than its limits the oldest go, so the last one is always the newest. */
export function createLog({ requests: most, requestBytes: mostBytes }) {
  const entries = [];
  const sizes = new WeakMap();
  let total = 0;
  return {
    entries,
    add(entry, size) {
      // The list is the caller's as well, and may have been emptied.
      if (entries.length === 0) total = 0;
      entries.push(entry);
      sizes.set(entry, size);
      total += size;
      while (entries.length > 0 && (entries.length > most || total > mostBytes))
        total -= sizes.get(entries.shift()) ?? 0;
    },
  };
}

/** Counts what leaves something behind. Past the limits nothing more is taken, so what is kept stays bounded. */
export function createMeter({ changes: most, changeBytes: mostBytes }) {
  let changes = 0;
  let bytes = 0;
  return {
    admit(size) {
      if (changes + 1 > most) refuse(403, `This sandbox is full: it takes ${most} changes.`);
      if (bytes + size > mostBytes) refuse(403, `This sandbox is full: it takes ${mostBytes} bytes of changes.`);
    },
    count(size) {
      changes += 1;
      bytes += size;
    },
  };
}

/**
 * The body, counted as it comes. `bytes` is null where it is longer than `most`: nothing of it is kept then, and the
 * rest is read only if `toEnd` asks for its `size`.
 */
export async function readBytes(request, most, { toEnd = false } = {}) {
  // Firefox has no streams of requests.
  if (!request.body?.getReader) {
    const bytes = new Uint8Array(await request.arrayBuffer());
    return { size: bytes.length, bytes: bytes.length > most ? null : bytes };
  }
  const reader = request.body.getReader();
  let pieces = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!ArrayBuffer.isView(value)) throw new TypeError('A body must be made of bytes.');
    size += value.length;
    if (size > most) pieces = null;
    pieces?.push(value);
    if (!pieces && !toEnd) {
      reader.cancel().catch(() => {});
      break;
    }
  }
  return { size, bytes: pieces && joined(pieces, size) };
}

function joined(pieces, size) {
  if (pieces.length === 1) return pieces[0];
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
