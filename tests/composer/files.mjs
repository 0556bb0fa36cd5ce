// Writes test files: PNGs of any size, a photo of a phone and text files.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const folder = mkdtempSync(join(tmpdir(), 'composer-files-'));

/** `zlib.crc32` needs Node 20.15 or 22.2. */
function checksum(bytes) {
  if (crc32) return crc32(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, sum]);
}

/** Writes a grey PNG and returns its path. Noise keeps it from being compressed. */
export function png(name, width, height, { noise = false } = {}) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const lines = noise ? randomBytes((width + 1) * height) : Buffer.alloc((width + 1) * height, 120);
  for (let line = 0; line < height; line += 1) lines[line * (width + 1)] = 0;
  const path = join(folder, name);
  writeFileSync(
    path,
    Buffer.concat([
      Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(lines)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
  return path;
}

/** Writes a JPEG with the EXIF data of a phone held upright, rotated and with a GPS position, and returns its path. */
export function phonePhoto(name, jpeg) {
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    [tag, type].forEach((number, index) => bytes.writeUInt16BE(number, index * 2));
    [count, value].forEach((number, index) => bytes.writeUInt32BE(number, 4 + index * 4));
    return bytes;
  };
  const directory = (...entries) => Buffer.concat([Buffer.from([0, entries.length]), ...entries, Buffer.alloc(4)]);
  // IFD0: orientation 6 as a SHORT, left-aligned, and the offset of the GPS directory. GPS: a latitude of three
  // rationals, which follow it.
  const ifd0 = directory(entry(0x0112, 3, 1, 6 << 16), entry(0x8825, 4, 1, 38));
  const gps = directory(entry(2, 5, 3, 56));
  const degrees = Buffer.concat([48, 1, 12, 1, 30, 1].map(number => Buffer.from([0, 0, 0, number])));
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'), ifd0, gps, degrees]);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]));
  return path;
}

export function textFile(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
