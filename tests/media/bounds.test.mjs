// The bounds on reading and inflating that media.d.ts promises.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { probeMedia } from '../../pkg/media.js';
import { SparseBlob, box, ftyp, moov, words } from './hand-made.mjs';

const MOST_BYTES = 1_000_000;
const MOST_READS = 512;

/** A PDF whose catalogue and page tree lie in an object stream. */
function pdf({ pages = 12, contents, rows = [], deflated = deflateSync } = {}) {
  const head = '1 0 2 30 ';
  const objects = deflated(
    Buffer.from(contents ?? `${head}<</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Kids[]/Count ${pages}>>`),
  );
  const start = Buffer.concat([
    Buffer.from(
      `%PDF-1.5\n3 0 obj<</Type/ObjStm/N 2/First ${head.length}/Length ${objects.length}` +
        '/Filter/FlateDecode>>stream\r\n',
    ),
    objects,
    Buffer.from('\nendstream endobj\n'),
  ]);
  const told = [[0, 0, 0, 0], [2, 0, 3, 0], [2, 0, 3, 1], [1, 0, 9, 0], ...rows];
  let above = [0, 0, 0, 0];
  const table = deflateSync(
    Buffer.concat(
      told.map(row => {
        const line = Buffer.from([2, ...row.map((cell, place) => cell - above[place])]);
        above = row;
        return line;
      }),
    ),
  );
  const end =
    '4 0 obj<</Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/DecodeParms<</Predictor 12/Columns 4>>' +
    `/Length ${table.length}/Filter/FlateDecode>>stream\n`;
  return Buffer.concat([
    start,
    Buffer.from(end),
    table,
    Buffer.from(`\nendstream endobj\nstartxref\n${start.length}\n%%EOF\n`),
  ]);
}

test('pages in object streams are counted by the inflate of the host', async () => {
  for (const pages of [1, 12, 45])
    assert.deepEqual(
      [(await probeMedia(pdf({ pages }))).pages, (await probeMedia(new Response(pdf({ pages })))).pages],
      [pages, pages],
    );
});

test('data that inflate beyond the bound, or not at all, cost no more', async () => {
  const bomb = Buffer.concat([
    Buffer.from('1 0 2 30 <</Type/Catalog/Pages 2 0 R>> <</Type/Pages/Kids[]/Count 12>>'),
    Buffer.alloc(50_000_000),
  ]);
  assert.equal((await probeMedia(pdf({ contents: bomb }))).pages, 12);
  const behind = Buffer.concat([Buffer.alloc(50_000_000, ' '), Buffer.from('1 0')]);
  assert.equal((await probeMedia(pdf({ contents: behind }))).pages, undefined);
  const damaged = bytes => {
    const whole = deflateSync(bytes);
    whole.fill(0xff, 2);
    return whole;
  };
  const { kind, pages, truncated } = await probeMedia(pdf({ deflated: damaged }));
  assert.deepEqual([kind, pages, truncated], ['document', undefined, false]);
  const { DecompressionStream } = globalThis;
  delete globalThis.DecompressionStream;
  try {
    assert.equal((await probeMedia(pdf())).pages, undefined, 'a host that cannot inflate');
  } finally {
    globalThis.DecompressionStream = DecompressionStream;
  }
});

test('a recording of two hours in fragments is read at both ends', async t => {
  const mvex = box('mvex', box('trex', words(0, 1, 1, 1000, 0, 0)));
  const header = moov();
  header.writeUInt32BE(0, header.indexOf('stsz') + 12);
  const start = Buffer.concat([ftyp(), box('moov', header.subarray(8), mvex)]);
  const fragment = second =>
    Buffer.concat([
      box(
        'moof',
        box('mfhd', words(0, second)),
        box(
          'traf',
          box('tfhd', words(0x20000, 1)),
          box('tfdt', words(0, second * 30_000)),
          box('trun', words(1, 30, 0), Buffer.alloc(3000)),
        ),
      ),
      box('mdat', Buffer.alloc(100_000)),
    ]);
  const { length } = fragment(0);
  const at = from =>
    from < start.length
      ? start[from]
      : fragment(Math.floor((from - start.length) / length))[(from - start.length) % length];
  const made = new Map();
  const blob = new SparseBlob(start.length + 7200 * length, from => {
    const second = Math.floor((from - start.length) / length);
    if (second < 0) return at(from);
    if (!made.has(second)) made.set(second, fragment(second));
    return made.get(second)[(from - start.length) % length];
  });
  const facts = await probeMedia(blob);
  t.diagnostic(`${blob.read} bytes of ${blob.size} in ${blob.reads.length} reads`);
  assert.deepEqual([facts.duration, facts.frameRate, facts.truncated], [7200, 30, false]);
  assert.ok(blob.read <= MOST_BYTES / 2 && blob.reads.length <= 40, `${blob.read} bytes in ${blob.reads.length} reads`);
});

const folder = process.env.POSTPEER_VECTORS ?? fileURLToPath(new URL('../../../shared/vectors/', import.meta.url));

test(
  'of real files five kilobytes are read in the middle',
  { skip: existsSync(join(folder, 'media')) ? false : 'set POSTPEER_VECTORS to a folder with media' },
  async t => {
    const costs = [];
    for (const entry of readdirSync(join(folder, 'media'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || /\.(json|txt|py|md)$/.test(entry.name)) continue;
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      const blob = new SparseBlob(bytes.length, at => bytes[at]);
      await probeMedia(blob).catch(() => {});
      costs.push([blob.read, blob.reads.length]);
    }
    const middle = place => costs.map(cost => cost[place]).sort((a, b) => a - b)[costs.length >> 1];
    t.diagnostic(`${costs.length} files: ${middle(0)} bytes in ${middle(1)} reads in the middle`);
    assert.ok(costs.length > 50 && middle(0) <= 5000 && middle(1) <= 4, `${middle(0)} bytes in ${middle(1)} reads`);
    for (const [bytes, reads] of costs)
      assert.ok(bytes <= MOST_BYTES && reads <= MOST_READS, `${bytes} bytes in ${reads} reads`);
  },
);
