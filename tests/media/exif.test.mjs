// Photos as cameras and phones write them: with kilobytes of EXIF, XMP and colour profiles before the picture.
import assert from 'node:assert/strict';
import { existsSync, openAsBlob, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { probeMedia } from '../../pkg/media.js';
import { SparseBlob, words } from './hand-made.mjs';

const ascii = text => Buffer.from(text, 'latin1');

/** TIFF data with an orientation, filled up to `length` bytes as by a thumbnail. */
const tiff = (orientation, length) =>
  Buffer.concat([
    ascii('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0'),
    Buffer.from([orientation, 0, 0, 0, 0, 0, 0]),
    Buffer.alloc(length, 0xaa),
  ]);

const segment = (marker, ...parts) => {
  const body = Buffer.concat(parts);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** A JPEG of 4032x3024, turned once, with so many bytes of EXIF, XMP and ICC before its frame header. */
function photo({ exif = 0, xmp = 0, icc = 0 }) {
  const parts = [];
  if (exif) parts.push(segment(0xe1, ascii('Exif\0\0'), tiff(6, exif)));
  for (let left = xmp; left > 0; left -= 60_000)
    parts.push(segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0'), Buffer.alloc(Math.min(left, 60_000), ' ')));
  for (let left = icc; left > 0; left -= 60_000)
    parts.push(segment(0xe2, ascii('ICC_PROFILE\0\x01\x01'), Buffer.alloc(Math.min(left, 60_000), 3)));
  const frame = segment(0xc0, Buffer.from([8, 3024 >> 8, 3024 & 255, 4032 >> 8, 4032 & 255, 1, 1, 17, 0]));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...parts,
    frame,
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(100_000, 7),
    Buffer.from([0xff, 0xd9]),
  ]);
}

test('a photo with up to 500 kB before its frame header is probed with few reads', async () => {
  const sizes = [0, 1, 100, 1900, 1990, 2000, 2048, 2100, 4096, 20_000, 65_000];
  const cases = sizes.flatMap(exif => [{ exif }, { exif, xmp: 3000, icc: 3144 }, { exif, xmp: 180_000, icc: 255_000 }]);
  for (const parts of cases) {
    const bytes = photo(parts);
    const blob = new SparseBlob(bytes.length, at => bytes[at], 'image/jpeg');
    const facts = await probeMedia(blob);
    const turned = parts.exif > 0;
    assert.deepEqual(
      [
        facts.pixelWidth,
        facts.pixelHeight,
        facts.displayWidth,
        facts.displayHeight,
        facts.orientation,
        facts.truncated,
      ],
      [4032, 3024, turned ? 3024 : 4032, turned ? 4032 : 3024, turned ? 6 : undefined, false],
      JSON.stringify(parts),
    );
    assert.ok(
      blob.reads.length <= 14 && blob.read <= 128 * 1024,
      `${JSON.stringify(parts)}: ${blob.read} bytes in ${blob.reads.length} reads`,
    );
  }
});

test('the same photo in a response, in pieces of any size', async () => {
  const bytes = photo({ exif: 30_000, xmp: 70_000, icc: 500 });
  for (const piece of [1, 700, 2048, 65_536, bytes.length]) {
    let at = 0;
    const pull = controller => {
      if (at < bytes.length) controller.enqueue(new Uint8Array(bytes.subarray(at, (at += piece))));
      else controller.close();
    };
    const facts = await probeMedia(
      new Response(new ReadableStream({ pull }), { headers: { 'content-length': String(bytes.length) } }),
    );
    assert.deepEqual(
      [facts.displayWidth, facts.displayHeight, facts.orientation],
      [3024, 4032, 6],
      `pieces of ${piece}`,
    );
  }
});

test('EXIF in PNG and WebP is read past the first kilobytes', async () => {
  const chunk = (kind, body) => Buffer.concat([words(body.length), ascii(kind), body, words(0)]);
  const png = exif =>
    Buffer.concat([
      ascii('\x89PNG\r\n\x1a\n'),
      chunk('IHDR', Buffer.concat([words(640, 480), Buffer.from([8, 2, 0, 0, 0])])),
      chunk('eXIf', exif),
      chunk('IDAT', Buffer.alloc(9)),
    ]);
  const riff = (kind, body) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(body.length);
    return Buffer.concat([ascii(kind), size, body, Buffer.alloc(body.length % 2)]);
  };
  const webp = exif =>
    riff(
      'RIFF',
      Buffer.concat([
        ascii('WEBP'),
        riff('VP8X', Buffer.from([8, 0, 0, 0, 127, 2, 0, 223, 1, 0])),
        riff('VP8 ', Buffer.alloc(5000)),
        riff('EXIF', exif),
      ]),
    );
  for (const make of [png, webp]) {
    for (const length of [1, 2000, 3000, 60_000]) {
      const facts = await probeMedia(make(tiff(6, length)));
      assert.deepEqual(
        [facts.displayWidth, facts.displayHeight, facts.orientation],
        [480, 640, 6],
        `${make.name}, ${length}`,
      );
    }
    // A directory that lies outside of its chunk says nothing against the picture.
    const stray = tiff(6, 3000);
    stray.writeUInt32BE(1_000_000, 4);
    assert.deepEqual(
      [(await probeMedia(make(stray))).pixelWidth, (await probeMedia(make(stray))).orientation],
      [640, undefined],
    );
  }
});

/** Facts that the expectations are older than. */
const LATER = new Set([
  'type',
  'videoTracks',
  'audioTracks',
  'bitDepth',
  'profile',
  'level',
  'chroma',
  'colorModel',
  'hdr',
  'variableFrameRate',
  'location',
  'audioBitRate',
]);

const REAL = fileURLToPath(new URL('../../../shared/vectors/media/real/', import.meta.url));
const folder = process.env.POSTPEER_VECTORS ? join(process.env.POSTPEER_VECTORS, 'media/real/') : REAL;

test(
  'real photos and videos that version 0.1.0 refused or misread',
  { skip: existsSync(join(folder, 'expected.json')) ? false : 'set POSTPEER_VECTORS to a folder with media/real' },
  async () => {
    const all = Object.entries(JSON.parse(readFileSync(join(folder, 'expected.json'))));
    assert.ok(all.length >= 18, `${all.length} files`);
    for (const [name, { expected }] of all) {
      const facts = await probeMedia(await openAsBlob(join(folder, name)));
      assert.equal(typeof facts.type, 'string');
      // Facts that version 0.1 gave for no such file are not expected here.
      const known = Object.fromEntries(Object.entries(facts).filter(([key]) => key in expected || !LATER.has(key)));
      assert.deepEqual(known, expected, name);
    }
  },
);
