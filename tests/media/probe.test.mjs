// probeMedia itself: its sources, its reads and its refusals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MediaError, probeMedia } from '../../pkg/media.js';
import { engine } from '../../pkg/media.inline.js';
import { GIF, SparseBlob, box, endless, film, ftyp, moov, words } from './hand-made.mjs';

test('a new probe is all zeros, as lib/media/probe.js expects', async () => {
  const { memory, layout } = await engine();
  const state = new Uint8Array(memory.buffer.slice(layout(0), layout(1)));
  assert.ok(state.length > 500);
  assert.ok(state.every(byte => byte === 0));
});

test('a video of four gigabytes with its header at the end costs kilobytes', async t => {
  const head = Buffer.concat([ftyp(), words(1), Buffer.from('mdat'), Buffer.from([0, 0, 0, 1, 0, 0, 0, 16])]);
  const tail = moov();
  const tailAt = ftyp().length + 2 ** 32 + 16;
  const blob = new SparseBlob(
    tailAt + tail.length,
    at => (at >= tailAt ? tail[at - tailAt] : (head[at] ?? 0)),
    'video/mp4',
  );
  const facts = await probeMedia(blob);
  assert.deepEqual(
    { ...facts },
    {
      kind: 'video',
      container: 'mp4',
      type: 'video/mp4',
      declaredType: 'video/mp4',
      typeMatches: true,
      videoCodec: 'h264',
      bytes: blob.size,
      pixelWidth: 1080,
      pixelHeight: 1920,
      displayWidth: 1080,
      displayHeight: 1920,
      pixelAspect: 1,
      rotation: 0,
      duration: 2,
      frameRate: 30,
      bitRate: blob.size * 4,
      editLists: false,
      moovFirst: false,
      fragmented: false,
      truncated: false,
      videoBitRate: 960,
      videoTracks: 1,
      variableFrameRate: false,
    },
  );
  t.diagnostic(`${blob.read} bytes of ${blob.size} in ${blob.reads.length} reads`);
  assert.ok(blob.read < 8192, `${blob.read} bytes`);
});

test('every kind of source gives the same facts', async () => {
  const bytes = film();
  const { declaredType, typeMatches, ...facts } = await probeMedia(new Blob([bytes], { type: 'video/mp4' }));
  assert.deepEqual([declaredType, typeMatches], ['video/mp4', true]);
  const plain = Uint8Array.from(bytes);
  const shifted = new Uint8Array(bytes.length + 7).subarray(7);
  shifted.set(bytes);
  for (const source of [plain, plain.buffer, new DataView(plain.buffer), shifted, bytes, new Blob([bytes])]) {
    assert.deepEqual(await probeMedia(source), facts);
  }
  for (const headers of [{}, { 'content-length': String(bytes.length) }]) {
    assert.deepEqual(await probeMedia(new Response(bytes, { headers })), facts);
  }
});

test('the declared type is compared with the real one', async () => {
  const of = async type => {
    const { declaredType, type: real, typeMatches } = await probeMedia(new File([GIF], 'a.gif', { type }));
    return [declaredType, real, typeMatches];
  };
  assert.deepEqual(await of('image/gif'), ['image/gif', 'image/gif', true]);
  assert.deepEqual(await of('image/png'), ['image/png', 'image/gif', false]);
  assert.deepEqual(await of(''), [undefined, 'image/gif', undefined]);
  const response = new Response(film(), { headers: { 'content-type': 'Video/X-M4V; codecs="avc1"' } });
  const facts = await probeMedia(response);
  assert.deepEqual([facts.declaredType, facts.typeMatches], ['video/x-m4v', true]);
});

test('a response is read no further than needed, and then let go', async () => {
  const bytes = film();
  let pulled = 0;
  let cancelled = false;
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(pulled === 0 ? bytes : new Uint8Array(65536));
      pulled += 1;
    },
    cancel() {
      cancelled = true;
    },
  });
  const facts = await probeMedia(new Response(body, { headers: { 'content-length': String(2 ** 30) } }));
  assert.deepEqual([facts.duration, facts.moovFirst, facts.bytes], [2, true, 2 ** 30]);
  await new Promise(resolve => setTimeout(resolve));
  assert.ok(cancelled && pulled < 5, `${pulled} chunks`);
});

test('many files at once do not meet', async () => {
  const sources = Array.from({ length: 60 }, (_, i) =>
    i % 3 === 0 ? GIF : i % 3 === 1 ? film() : Buffer.from('no file'),
  );
  const slow = bytes => new SparseBlob(bytes.length, at => bytes[at]);
  const found = await Promise.allSettled(sources.map(bytes => probeMedia(slow(bytes))));
  for (const [i, { value, reason }] of found.entries()) {
    assert.equal(value?.type ?? reason.code, ['image/gif', 'video/mp4', 'media.unrecognised'][i % 3]);
  }
});

test('sources that cannot be probed are refused with a code', async () => {
  const cut = film().subarray(0, 200);
  const broken = new Blob([film()]);
  broken.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) });
  for (const [source, code, type] of [
    [new Blob([]), 'media.empty'],
    [new Blob(['hello']), 'media.unrecognised'],
    [cut, 'media.truncated', 'video/mp4'],
    [Buffer.from('\xff\xd8\xff\xd9', 'latin1'), 'media.malformed', 'image/jpeg'],
    [endless(box('free')), 'media.too_large', 'video/quicktime'],
    [Buffer.concat([ftyp(), box('moov', box('cmov', words(0)))]), 'media.compressed', 'video/mp4'],
    [broken, 'media.unreadable'],
    [new Response('', { status: 404 }), 'media.unreadable'],
  ]) {
    const error = await probeMedia(source).catch(reason => reason);
    assert.ok(error instanceof MediaError && error instanceof Error, code);
    assert.deepEqual([error.name, error.code, error.type], ['MediaError', code, type]);
    assert.ok(error.message.length > 10);
  }
  assert.equal((await probeMedia(broken).catch(reason => reason)).cause.name, 'NotReadableError');
  for (const source of [undefined, null, 'x', 7, {}, []]) await assert.rejects(probeMedia(source), TypeError);
});

test('a source that another reader has consumed is unreadable, not a mistake of the caller', async () => {
  const response = new Response(GIF, { headers: { 'content-length': String(GIF.length) } });
  response.body.getReader();
  const given = new Uint8Array(GIF);
  structuredClone(given.buffer, { transfer: [given.buffer] });
  for (const source of [response, given, given.buffer, new DataView(new Uint8Array(GIF).buffer)]) {
    if (source instanceof DataView) structuredClone(source.buffer, { transfer: [source.buffer] });
    const error = await probeMedia(source).catch(reason => reason);
    assert.ok(error instanceof MediaError, String(error));
    assert.equal(error.code, 'media.unreadable');
  }
});

test('a Blob of another library is accepted', async () => {
  const blob = new Blob([GIF], { type: 'image/gif' });
  const foreign = more => ({
    size: blob.size,
    slice: (from, to) => blob.slice(from, to),
    arrayBuffer: () => blob.arrayBuffer(),
    ...more,
  });
  assert.deepEqual(await probeMedia(foreign({ type: 'image/gif' })), await probeMedia(blob));
  assert.equal((await probeMedia(foreign())).type, 'image/gif');
});

test('a file that shrinks while it is read is truncated', async () => {
  const bytes = Buffer.concat([ftyp(), box('mdat', Buffer.alloc(9000)), moov()]);
  const blob = new SparseBlob(bytes.length, at => bytes[at]);
  const slice = blob.slice.bind(blob);
  blob.slice = (from, to) => slice(from, Math.max(from, Math.min(to, 9100)));
  const error = await probeMedia(blob).catch(reason => reason);
  assert.equal(error.code, 'media.truncated');
});
