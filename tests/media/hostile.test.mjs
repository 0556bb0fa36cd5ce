// Files made to harm: every one ends in facts or in a MediaError, after a bounded number of reads and bytes, and leaves
// the memory of the wasm as large as it was.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { MediaError, probeMedia } from '../../pkg/media.js';
import { engine } from '../../pkg/media.inline.js';
import { GIF, SparseBlob, box, endless, film, ftyp, moov, words } from './hand-made.mjs';
import { makeFiles } from './make-files.mjs';

/** The bounds of src/media/probe.rs. */
const MOST_BYTES = 1_000_000;
const MOST_READS = 512;

let memory = 0;
before(async () => {
  memory = (await engine()).memory.buffer.byteLength;
});
after(async () => assert.equal((await engine()).memory.buffer.byteLength, memory));

/** Probes bytes, or a Blob, and holds the promise. Answers the code of the error, or the facts. */
async function probed(source, what) {
  const reads = [];
  const blob = source instanceof Blob ? source : new SparseBlob(source.length, () => 0);
  const slice =
    source instanceof Blob ? blob.slice.bind(blob) : (from, to) => ({ arrayBuffer: () => source.slice(from, to) });
  blob.slice = (from, to) => {
    assert.ok(from >= 0 && from < to && to <= blob.size, `${what}: a read from ${from} to ${to}`);
    reads.push(to - from);
    return slice(from, to);
  };
  const outcome = await probeMedia(blob).catch(error => {
    assert.ok(error instanceof MediaError, `${what}: ${error.stack}`);
    assert.notEqual(error.code, 'media.unreadable', what);
    return error.code;
  });
  const bytes = reads.reduce((sum, length) => sum + length, 0);
  assert.ok(bytes <= MOST_BYTES && reads.length <= MOST_READS, `${what}: ${bytes} bytes in ${reads.length} reads`);
  if (typeof outcome === 'object') {
    for (const [name, value] of Object.entries(outcome)) {
      if (typeof value === 'number') assert.ok(Number.isFinite(value) && value >= 0, `${what}: ${name} is ${value}`);
    }
  }
  return outcome;
}

const png = (...chunks) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
const chunk = (kind, body, length = body.length) => Buffer.concat([words(length), Buffer.from(kind), body, words(0)]);
const IHDR = chunk('IHDR', Buffer.concat([words(2, 1), Buffer.from([8, 2, 0, 0, 0])]));
const riff = (...chunks) => {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
};
/** An EBML element with a length of eight bytes. */
const element = (id, ...parts) => {
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, 'hex'), length, body]);
};
const webm = (...tracks) =>
  Buffer.concat([
    element('1a45dfa3', element('4282', Buffer.from('webm'))),
    element(
      '18538067',
      element('1549a966', element('4489', Buffer.from('40b3880000000000', 'hex'))),
      element('1654ae6b', ...tracks),
    ),
  ]);
const TRACK = element(
  'ae',
  element('83', Buffer.from([1])),
  element('86', Buffer.from('V_VP9')),
  element('e0', element('b0', Buffer.from([64])), element('ba', Buffer.from([48]))),
);

/** One of each format, small enough to be broken at every byte. */
const SMALL = {
  gif: GIF,
  jpeg: Buffer.from(
    'ffd8ffe00004aaaaffe1001e457869660000' +
      '49492a000800000001001201030001000000060000000000' +
      'ffc0000b080030004001011100ffd9',
    'hex',
  ),
  mp4: film(),
  pdf: Buffer.from(
    '%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Count 17>>endobj\n' +
      'xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000039 00000 n \n' +
      'trailer<</Root 1 0 R>>\nstartxref\n66\n%%EOF',
  ),
  png: png(IHDR, chunk('acTL', words(3, 0)), chunk('IDAT', Buffer.alloc(9)), chunk('IEND', Buffer.alloc(0))),
  webm: webm(TRACK),
  webp: riff(
    Buffer.from('VP8X\x0a\0\0\0\x02\0\0\0\x01\0\0\0\0\0', 'latin1'),
    Buffer.from('ANMF\x10\0\0\0', 'latin1'),
    Buffer.alloc(16),
  ),
};

/** The files of the oracle test, where its tools are. */
const REAL = ((await makeFiles()) ?? [])
  .filter(file => !file.failed)
  .map(({ path, name }) => ({ name, bytes: readFileSync(path) }));

test('the small files are sound', async () => {
  for (const [name, bytes] of Object.entries(SMALL)) {
    const facts = await probed(bytes, name);
    assert.ok(facts.pixelWidth > 0 || facts.pages === 17, `${name}: ${JSON.stringify(facts)}`);
  }
});

test('truncated anywhere', async t => {
  let cuts = 0;
  for (const [name, bytes] of Object.entries(SMALL)) {
    for (let cut = 0; cut < bytes.length; cut++) {
      const outcome = await probed(bytes.subarray(0, cut), `${name} cut at ${cut}`);
      if (cut === 0) assert.equal(outcome, 'media.empty');
      cuts += 1;
    }
  }
  for (const { name, bytes } of REAL) {
    // Most reads are at the start and at the end.
    for (let i = 0; i < 60; i++) {
      const cut = Math.floor(
        i < 40 ? Math.min(bytes.length, 1500) * (i / 40) : bytes.length - bytes.length * 2 ** -(60 - i) - 1,
      );
      await probed(bytes.subarray(0, Math.max(0, cut)), `${name} cut at ${cut}`);
      cuts += 1;
    }
  }
  t.diagnostic(`${cuts} files`);
});

const LIES = [
  '00000000',
  '00000001',
  '00000007',
  '7fffffff',
  '80000000',
  'ffffffff',
  'ffffffffffffffff',
  '00000000ffffffff',
  '0000000000000000',
  '01ffffffffffffff',
];

test('false sizes, including zero and 2^64', async t => {
  let files = 0;
  const lie = async (name, bytes, at) => {
    for (const number of LIES) {
      const broken = Buffer.from(bytes);
      broken.write(number, at, 'hex');
      await probed(broken, `${name} with ${number} at ${at}`);
      files += 1;
    }
  };
  for (const [name, bytes] of Object.entries(SMALL))
    for (let at = 0; at < bytes.length; at++) await lie(name, bytes, at);
  for (const [index, { name, bytes }] of REAL.entries()) {
    for (let i = 0; i < 2; i++) await lie(name, bytes, (index * 7 + i * 337) % Math.min(bytes.length, 1024));
  }
  t.diagnostic(`${files} files`);
});

test('the result for every length of a box and of an element', async () => {
  const large = size =>
    Buffer.concat([words(1), Buffer.from('free'), Buffer.from(size.toString(16).padStart(16, '0'), 'hex')]);
  // 2^64 - 1 and 2^63 reach past the end; a box shorter than its own header contradicts itself.
  for (const size of [2n ** 64n - 1n, 2n ** 63n])
    assert.equal(await probed(Buffer.concat([ftyp(), large(size), moov()]), 'large'), 'media.truncated');
  for (const size of [0n, 15n])
    assert.equal(await probed(Buffer.concat([ftyp(), large(size), moov()]), 'short'), 'media.malformed');
  // A box of size 0 lasts to the end of the file.
  assert.equal((await probed(Buffer.concat([ftyp(), moov(), words(0), Buffer.from('mdat')]), 'rest')).duration, 2);
  // A track that claims 2^56 - 2 bytes never ends; one of unknown length lasts as long as its parent.
  const claimed = length =>
    probed(webm(Buffer.concat([Buffer.from(`ae01${length}`, 'hex'), TRACK.subarray(9)])), length);
  assert.equal(await claimed('fffffffffffffe'), 'media.malformed');
  assert.equal((await claimed('ffffffffffffff')).videoCodec, 'vp9');
});

test('boxes, elements and tables that nest or loop', async () => {
  const nested = (wrap, depth, inner) => Array.from({ length: depth }).reduce(wrap, inner);
  for (const [name, bytes, code] of [
    [
      'boxes, 5,000 deep',
      Buffer.concat([
        ftyp(),
        box(
          'moov',
          nested(inner => box('trak', inner), 5000, Buffer.alloc(0)),
        ),
      ]),
      'media.malformed',
    ],
    ['elements, 5,000 deep', webm(nested(inner => element('e0', inner), 5000, TRACK)), 'media.malformed'],
    [
      'a sample entry in sample entries',
      Buffer.concat([
        ftyp(),
        box(
          'moov',
          box(
            'trak',
            nested(inner => box('stsd', words(0, 1), inner), 400, box('avc1', Buffer.alloc(78))),
          ),
        ),
      ]),
      'media.malformed',
    ],
  ]) {
    assert.equal(await probed(bytes, name), code, name);
  }
  const pages = text => probed(Buffer.from(text), text).then(({ kind, pages }) => [kind, pages]);
  // A table before itself, one that leads to another and back, a catalogue that is its own page tree.
  const trailer = (root, prev) => `trailer<</Root ${root} 0 R/Prev ${prev}>>\n`;
  assert.deepEqual(await pages(`%PDF-1.4\nxref\n0 0\n${trailer(1, 9)}startxref 9\n`), ['document', undefined]);
  const first = `%PDF-1.4\nxref\n5 0\n${trailer(1, 54)}`.padEnd(54, ' ');
  assert.deepEqual(await pages(`${first}xref\n6 0\n${trailer(1, 9)}startxref 9\n`), ['document', undefined]);
  assert.deepEqual(
    await pages(
      '%PDF-1.4\n1 0 obj<</Pages 1 0 R>>\nxref\n1 1\n0000000009 00000 n \ntrailer<</Root 1 0 R>>startxref 35\n',
    ),
    ['document', undefined],
  );
  // EXIF whose directory is its own header, and a prefix of prefixes.
  const exif = body => png(IHDR, chunk('eXIf', Buffer.from(body, 'latin1')), chunk('IDAT', Buffer.alloc(9)));
  assert.equal((await probed(exif(`MM\0*\0\0\0\0${'\0'.repeat(32)}`), 'own directory')).orientation, undefined);
  assert.equal((await probed(exif('Exif\0\0'.repeat(50_000)), 'prefixes')).orientation, undefined);
  assert.equal(
    (await probed(exif('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0'), 'one prefix'))
      .orientation,
    6,
  );
});

test('a terabyte of headers', async t => {
  const units = {
    'boxes of eight bytes': [box('free'), 'media.too_large'],
    'tracks without end': [Buffer.concat([words(0x7fffffff), Buffer.from('moov'), Buffer.alloc(1)]), undefined],
    fragments: [Buffer.concat([box('moof'), box('mdat')]), undefined],
    'segments of two bytes': [Buffer.from('ffe10002', 'hex'), 'media.unrecognised'],
    nothing: [Buffer.alloc(8), 'media.unrecognised'],
    brackets: [Buffer.from('%PDF-'), undefined],
  };
  for (const [name, [unit, code]] of Object.entries(units)) {
    const outcome = await probed(endless(unit), name);
    if (code) assert.equal(outcome, code, name);
  }
  // Behind a sound beginning, of every format.
  for (const [name, bytes] of Object.entries(SMALL)) {
    const started = performance.now();
    const cut = bytes.subarray(0, Math.ceil(bytes.length * 0.6));
    const long = Buffer.concat(Array.from({ length: Math.ceil(300_000 / cut.length) }, () => cut));
    const blob = new SparseBlob(2 ** 40);
    blob.slice = (from, to) => new Blob([long.subarray(from % cut.length).subarray(0, to - from)]);
    const outcome = await probed(blob, name);
    t.diagnostic(`${name} over and over: ${outcome.kind ?? outcome} in ${Math.round(performance.now() - started)} ms`);
  }
});

test('responses with a false length, that break off or were read before', async () => {
  const bytes = film();
  const lengths = length => ({ headers: { 'content-length': String(length) } });
  const of = response => probeMedia(response).catch(error => error.code ?? error);
  assert.equal((await of(new Response(bytes, lengths(bytes.length * 9)))).truncated, true);
  assert.equal((await of(new Response(bytes, lengths(2 ** 60)))).duration, 2);
  assert.equal(await of(new Response(bytes, lengths(bytes.length - 70))).then(facts => facts.duration), 2);
  assert.equal(await of(new Response(bytes, lengths(40))), 'media.truncated');
  for (const length of ['-5', 'x', '1e400', '']) {
    assert.equal((await of(new Response(bytes, lengths(length)))).bytes, bytes.length, length);
  }
  const broken = headers =>
    new Response(
      new ReadableStream({
        start: controller => controller.enqueue(bytes.subarray(0, 30)),
        pull: controller => controller.error(new Error('gone')),
      }),
      headers,
    );
  assert.equal(await of(broken(lengths(bytes.length))), 'media.unreadable');
  assert.equal(await of(broken({})), 'media.unreadable');
  const used = new Response(bytes, lengths(bytes.length));
  await used.arrayBuffer();
  assert.equal(await of(used), 'media.unreadable');
});

/** A response of these parts, which are bytes or the number of zeros, in chunks of a megabyte at most. */
function streamed(parts, watch = () => {}) {
  const size = parts.reduce((sum, part) => sum + (part.length ?? part), 0);
  const chunks = (function* () {
    for (const part of parts) {
      if (part.length) yield part;
      else for (let left = part; left > 0; left -= 2 ** 20) yield new Uint8Array(Math.min(left, 2 ** 20));
    }
  })();
  const pull = controller => {
    watch();
    const { value, done } = chunks.next();
    if (done) controller.close();
    else controller.enqueue(value);
  };
  return new Response(new ReadableStream({ pull }), { headers: { 'content-length': String(size) } });
}

test('a video with its header after gigabytes of a response keeps none of them', async t => {
  const gap = 2 * 2 ** 30;
  const head = Buffer.concat([ftyp(), words(1), Buffer.from('mdat'), words(0, 0)]);
  head.writeBigUInt64BE(BigInt(gap + 16), head.length - 8);
  let most = 0;
  const watch = () => (most = Math.max(most, process.memoryUsage().arrayBuffers));
  const facts = await probeMedia(streamed([head, gap, moov()], watch));
  assert.deepEqual([facts.duration, facts.moovFirst, facts.truncated], [2, false, false]);
  t.diagnostic(`${Math.round(most / 2 ** 20)} MiB at most`);
  assert.ok(most < 400 * 2 ** 20, `${most} bytes`);
});

test('a step back in a response stays within the kept bytes', async () => {
  // A page count leads from the end of a document to its tables and back.
  const [kept, lost] = [1, 40].map(megabytes => {
    // Behind the first read, whose bytes are kept.
    const head = Buffer.from(`${'%PDF-1.4'.padEnd(9000)}1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Count 17>>endobj\n`);
    const gap = megabytes * 2 ** 20;
    const table = 'xref\n0 3\n0000000000 65535 f \n0000009000 00000 n \n0000009030 00000 n \n';
    return [head, gap, Buffer.from(`${table}trailer<</Root 1 0 R>>\nstartxref\n${head.length + gap}\n%%EOF`)];
  });
  assert.equal((await probeMedia(streamed(kept))).pages, 17);
  assert.equal((await probeMedia(new Blob(lost.map(part => (part.length ? part : new Uint8Array(part)))))).pages, 17);
  const error = await probeMedia(streamed(lost)).catch(reason => reason);
  assert.equal(error.code, 'media.unreadable');
  assert.match(error.cause.message, /passed/);
});
