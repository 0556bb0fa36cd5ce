// A PNG of noise, which does not compress.
import { randomFillSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Writes the file into a folder and returns its path. */
export function noisePng(folder, width, height) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits for each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const row = width * 3 + 1;
  const pixels = randomFillSync(Buffer.alloc(row * height));
  // Each row begins with its filter type: none.
  for (let at = 0; at < pixels.length; at += row) pixels[at] = 0;
  const path = join(folder, `noise ${width}x${height}.png`);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  writeFileSync(
    path,
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(pixels, { level: 0 })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
  return path;
}
