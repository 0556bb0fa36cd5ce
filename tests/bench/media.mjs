// Compares the cost of reading media facts with libraries that people would use instead: time, bytes read, bundle size.
// `node tests/bench/media.mjs [--rounds=15]`. Every contestant gets the same Blobs, in one process, interleaved, and its
// answers are asserted before and after.
//
// Differences: mp4box reads only MP4, in chunks of 64 KiB from the positions that it requests. image-size reads only
// images, from the first 512 KiB in memory, as its own `imageSizeFromFile` does. mediabunny reads only videos, and is
// asked for what it knows without counting frames. Only ours reports frames of animations, edit lists, and if the
// header comes first; that is part of its time.
import { closeSync, ftruncateSync, mkdtempSync, openAsBlob, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { imageSize } from 'image-size';
import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';
import { Log, createFile } from 'mp4box';
import { probeMedia } from '../../pkg/media.js';
import { Random } from '../conformance/random.mjs';
import { makeFiles } from '../media/make-files.mjs';

// It reports every metadata box that it does not know.
Log.error = () => {};
const rounds = Number(process.argv.find(argument => argument.startsWith('--rounds='))?.slice('--rounds='.length) ?? 15);
/** Milliseconds of each contestant before the first round, and in each round. */
const WARM = 150;
const SLICE = 30;
const PIECE = 64 * 1024;
const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Counts the bytes read from it. */
class Counted extends Blob {
  static read = 0;
  slice(...range) {
    return new Counted([super.slice(...range)]);
  }
  arrayBuffer() {
    Counted.read += this.size;
    return super.arrayBuffer();
  }
  stream() {
    const counting = new TransformStream(
      {
        transform(chunk, controller) {
          Counted.read += chunk.length;
          controller.enqueue(chunk);
        },
      },
      undefined,
      { highWaterMark: 0 },
    );
    return super.stream().pipeThrough(counting);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'media-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

/**
 * The same video with another gigabyte of media data at the end of its `mdat` box, as a sparse file on the disk.
 */
async function gigabyte(name) {
  const bytes = bytesOf(name);
  const at = bytes.indexOf('mdat', 0, 'latin1') - 4;
  const size = bytes.readUInt32BE(at);
  bytes.writeUInt32BE(size + 2 ** 30, at);
  const path = join(folder, name);
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes.length + 2 ** 30);
  writeSync(file, bytes, 0, at + size, 0);
  writeSync(file, bytes, at + size, bytes.length - at - size, at + size + 2 ** 30);
  closeSync(file);
  return openAsBlob(path);
}

const made = await makeFiles();
if (!made) {
  console.log('The media bench needs the tools that make its files (tests/media/make-files.mjs).');
  process.exit();
}
const bytesOf = name => readFileSync(made.find(file => file.name === name).path);
const film = (width, height, duration, video, audio) => ({ width, height, duration, video, audio });
const photo = (width, height, orientation) => ({ width, height, orientation });
const FILES = {
  'MP4, header first, 1 GiB': [[await gigabyte('faststart.mp4')], film(64, 48, 1, 'h264', 'aac')],
  'MP4, header last, 1 GiB': [[await gigabyte('seconds-31.mp4')], film(32, 32, 31, 'h264', 'aac')],
  'MP4, 3 fragments': [[bytesOf('frag-empty.mp4')], film(64, 48, 3, 'h264', 'aac')],
  QuickTime: [[bytesOf('film.mov')], film(64, 48, 1, 'h264', 'aac')],
  Matroska: [[bytesOf('film.mkv')], film(64, 48, 1, 'h264', 'aac')],
  WebM: [[bytesOf('video-vp9-libopus.webm')], film(64, 48, 1, 'vp9', 'opus')],
  'WebM, as recorded live': [[bytesOf('live-vp9.webm')], film(64, 48, 3, 'vp9', 'opus')],
  JPEG: [[bytesOf('photo-1600x1200.jpg')], photo(1600, 1200)],
  'JPEG with EXIF': [[bytesOf('orientation-6.jpg')], photo(90, 60, 6)],
  PNG: [[bytesOf('photo-1600x1200.png')], photo(1600, 1200)],
  WebP: [[bytesOf('photo-1600x1200.webp')], photo(1600, 1200)],
  'GIF, 25 frames': [[bytesOf('moving-25.gif')], photo(64, 48)],
  HEIC: [[bytesOf('large.heic')], photo(1200, 800)],
  AVIF: [[bytesOf('plain.avif')], photo(90, 60)],
};

const MP4 = /^(MP4|QuickTime)/;
const FILM = /^(MP4|QuickTime|Matroska|WebM)/;
const codec = text => (/^avc/.test(text) ? 'h264' : /^mp4a/.test(text) ? 'aac' : text.toLowerCase());

const CONTESTANTS = {
  ours: {
    can: () => true,
    code: "export { probeMedia } from './pkg/media.js'",
    async probe(blob) {
      const facts = await probeMedia(blob);
      return {
        width: facts.pixelWidth,
        height: facts.pixelHeight,
        orientation: facts.orientation,
        duration: facts.duration,
        video: facts.videoCodec,
        audio: facts.audioCodec,
      };
    },
  },
  mediabunny: {
    can: name => FILM.test(name),
    code: "export { ALL_FORMATS, BlobSource, Input } from 'mediabunny'",
    async probe(blob) {
      const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
      const [video, audio, duration] = await Promise.all([
        input.getPrimaryVideoTrack(),
        input.getPrimaryAudioTrack(),
        input.computeDuration(),
      ]);
      input.dispose();
      return {
        width: video.codedWidth,
        height: video.codedHeight,
        duration,
        video: codec(video.codec),
        audio: audio.codec,
      };
    },
  },
  mp4box: {
    can: name => MP4.test(name),
    code: "export { createFile } from 'mp4box'",
    async probe(blob) {
      const file = createFile();
      let info;
      file.onReady = found => (info = found);
      for (let at = 0; !info && at < blob.size;) {
        const piece = await blob.slice(at, Math.min(at + PIECE, blob.size)).arrayBuffer();
        piece.fileStart = at;
        at = Math.max(file.appendBuffer(piece), at + 1);
      }
      const [video, audio] = [info.videoTracks[0], info.audioTracks[0]];
      const { duration, timescale } = info.isFragmented
        ? { duration: info.fragment_duration?.num ?? 0, timescale: info.fragment_duration?.den ?? 1 }
        : info;
      return {
        width: video.video.width,
        height: video.video.height,
        duration: duration / timescale,
        video: codec(video.codec),
        audio: codec(audio.codec),
      };
    },
  },
  'image-size': {
    can: name => !FILM.test(name),
    code: "export { imageSize } from 'image-size'",
    async probe(blob) {
      const { width, height, orientation } = imageSize(
        new Uint8Array(await blob.slice(0, Math.min(blob.size, 512 * 1024)).arrayBuffer()),
      );
      return { width, height, orientation };
    },
  },
};

/** Answers that differ by the contestant's own definition, which the assertion skips. */
const LEFT_OUT = {
  // It gives no duration without reading the fragments.
  mp4box: { 'MP4, 3 fragments': ['duration'] },
};

async function assertAnswers() {
  for (const [file, [parts, expected]] of Object.entries(FILES)) {
    for (const [name, { can, probe }] of Object.entries(CONTESTANTS)) {
      if (!can(file)) continue;
      const found = await probe(new Blob(parts));
      for (const [fact, value] of Object.entries(expected)) {
        if (LEFT_OUT[name]?.[file]?.includes(fact)) continue;
        // Some count priming and padding of sound, others do not.
        const same = fact === 'duration' ? Math.abs(found[fact] - value) < 0.1 : found[fact] === value;
        if (!same) throw new Error(`${name} says ${fact} ${found[fact]} of ${file}, not ${value}`);
      }
    }
  }
}

async function run(probe, blob, calls) {
  // The processor time of this process, including its reading threads. It excludes the load of the machine.
  const start = process.cpuUsage();
  for (let i = 0; i < calls; i += 1) await probe(blob);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  '),
    );
  console.log();
}

await assertAnswers();
console.log(
  `Node ${process.version}, ${cpus()[0].model}, ${cpus().length} cores, ${rounds} interleaved rounds, medians\n`,
);
const names = Object.keys(CONTESTANTS);
const r = new Random(3);
const times = [['processor time of one probe', ...names]];
const reads = [['bytes read', ...names, 'of']];
for (const [file, [parts]] of Object.entries(FILES)) {
  const blob = new Blob(parts);
  const able = names
    .filter(name => CONTESTANTS[name].can(file))
    .map(name => ({ name, probe: CONTESTANTS[name].probe, calls: 1, times: [] }));
  const bytes = {};
  for (const contestant of able) {
    Counted.read = 0;
    await contestant.probe(new Counted(parts));
    bytes[contestant.name] = Counted.read;
    // Warm up until optimised, and find how many calls fill a slice.
    for (let spent = 0; spent < WARM;) {
      const took = await run(contestant.probe, blob, contestant.calls);
      spent += took;
      contestant.calls = Math.max(1, Math.round((contestant.calls * SLICE) / took));
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of r.shuffle([...able]))
      contestant.times.push((await run(contestant.probe, blob, contestant.calls)) / contestant.calls);
  }
  const cell = (name, show) =>
    able.some(contestant => contestant.name === name) ? show(able.find(contestant => contestant.name === name)) : '–';
  times.push([
    file,
    ...names.map(name => cell(name, contestant => `${Math.round(median(contestant.times) * 1000)} µs`)),
  ]);
  reads.push([file, ...names.map(name => cell(name, () => `${bytes[name]}`)), `${blob.size}`]);
}
await assertAnswers();
table(times);
table(reads);

const bundled = code =>
  gzipSync(
    buildSync({
      stdin: { contents: code, resolveDir: '.' },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      write: false,
      legalComments: 'none',
      logLevel: 'error',
    }).outputFiles[0].contents,
    { level: 9 },
  ).length;
table([
  ['bundled for a browser', ...names],
  ['gzipped', ...names.map(name => `${bundled(CONTESTANTS[name].code)} B`)],
]);
