// Real files, made here: a PNG of any size, whose noise does not shrink.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

const folder = mkdtempSync(join(tmpdir(), 'composer-files-'));

/** zlib's own checksum is there from Node 20.15 and 22.2 on. */
function checksum(bytes) {
  if (crc32) return crc32(bytes);
  let rest = ~0;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, sum]);
}

/** The path of a PNG file of so many pixels, grey noise or plain. */
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

/** The path of a JPEG as a phone held upright stores it: on its side, with EXIF that says so, and where it was taken. */
export function phonePhoto(name, jpeg) {
  const entry = (tag, type, count, value) => {
    const bytes = Buffer.alloc(12);
    [tag, type].forEach((number, place) => bytes.writeUInt16BE(number, place * 2));
    [count, value].forEach((number, place) => bytes.writeUInt32BE(number, 4 + place * 4));
    return bytes;
  };
  const directory = (...entries) => Buffer.concat([Buffer.from([0, entries.length]), ...entries, Buffer.alloc(4)]);
  // Orientation 6 in a SHORT, whose value stands at the front; the directory of the place, and in it a latitude of three
  // fractions behind it.
  const first = directory(entry(0x0112, 3, 1, 6 << 16), entry(0x8825, 4, 1, 38));
  const place = directory(entry(2, 5, 3, 56));
  const degrees = Buffer.concat([48, 1, 12, 1, 30, 1].map(number => Buffer.from([0, 0, 0, number])));
  const exif = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08', 'latin1'), first, place, degrees]);
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
