// Runs the prober, ffprobe, exiftool, heif-info and pdfinfo over any folder of media files, and prints where they
// disagree: `make probe-corpus DIR=…`. Tools that are not installed are skipped.
import { execFile } from 'node:child_process';
import { openAsBlob, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { probeMedia } from '../../pkg/media.js';

const run = promisify(execFile);
const OPTIONS = { maxBuffer: 1 << 26, timeout: 60_000 };
/** Files that are asked about in one call of exiftool. */
const AT_ONCE = 200;
const EXTENSIONS =
  /\.(mp4|mov|qt|m4v|m4a|m4b|f4v|3gp|3g2|3gpp|webm|mkv|mka|jpe?g|jpe|jfif|mpo|insp|png|apng|gif|webp|heic|heif|hif|avif|avifs|pdf)$/i;

const output = (command, args) =>
  run(command, args, OPTIONS).then(
    ({ stdout }) => stdout,
    () => undefined,
  );

const ratio = text => {
  const [over, under] = `${text ?? ''}`.split(/[/:]/).map(Number);
  return over > 0 && under > 0 ? over / under : undefined;
};

/** Names of codecs that ffprobe calls otherwise. */
const codecOf = name => {
  if (name === undefined) return undefined;
  if (name.startsWith('pcm_') && !/law$/.test(name)) return 'pcm';
  if (name.startsWith('amr_')) return 'amr';
  const known =
    'h264 hevc av1 vp8 vp9 mpeg4 mpeg2 mpeg1 h263 mjpeg prores theora aac mp3 mp2 ac3 eac3 opus vorbis flac alac dts';
  const own = { mpeg2video: 'mpeg2', mpeg1video: 'mpeg1' }[name] ?? name;
  return known.split(' ').includes(own) ? own : 'other';
};

/** Chroma and depth by the name of a pixel format. */
function formatOf(name) {
  const [, chroma] = /^yuvj?a?(420|422|444)/.exec(name ?? '') ?? [];
  const [, depth] = /(9|10|12|14|16)(le|be)$/.exec(name ?? '') ?? [];
  if (/^gray/.test(name ?? '')) return { chroma: '4:0:0', bitDepth: Number(depth ?? 8) };
  return chroma ? { chroma: [...chroma].join(':'), bitDepth: Number(depth ?? 8) } : {};
}

/** The facts of a film or of sound, by ffprobe. A value is a number and its tolerance. */
async function byFfprobe(path) {
  const text = await output('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path]);
  const { format, streams } = text ? JSON.parse(text) : {};
  if (!streams?.length) return undefined;
  const of = type => streams.filter(stream => stream.codec_type === type && !stream.disposition?.attached_pic);
  const [[video], [audio]] = [of('video'), of('audio')];
  if (!video && !audio) return undefined;
  const wanted = { kind: [video ? 'video' : 'audio'] };
  if (format.duration > 0) wanted.duration = [Number(format.duration), Math.max(0.1, format.duration * 0.01)];
  if (video) {
    if (video.codec_name) wanted.videoCodec = [codecOf(video.codec_name)];
    if (video.width > 0) Object.assign(wanted, { pixelWidth: [video.width, 16], pixelHeight: [video.height, 16] });
    const turned = video.side_data_list?.find(data => data.rotation !== undefined)?.rotation ?? 0;
    if (turned % 90 === 0) wanted.rotation = [((-turned % 360) + 360) % 360 || 0];
    const rate = ratio(video.avg_frame_rate);
    if (rate <= 240) wanted.frameRate = [rate, rate * 0.02];
    for (const [key, value] of Object.entries(formatOf(video.pix_fmt))) wanted[key] = [value];
    if (video.color_transfer) wanted.hdr = [/^(smpte2084|arib-std-b67)$/.test(video.color_transfer)];
    wanted.videoTracks = [of('video').length];
  }
  if (audio) {
    if (audio.codec_name) wanted.audioCodec = [codecOf(audio.codec_name)];
    if (audio.channels > 0) wanted.channels = [audio.channels];
    if (audio.sample_rate > 0) wanted.sampleRate = [Number(audio.sample_rate)];
    wanted.audioTracks = [of('audio').length];
  }
  return wanted;
}

/** The facts of a photo, by exiftool. */
function byExiftool(row, { container }) {
  if (!row?.ImageWidth || !row.MIMEType || row.Error) return undefined;
  const [width, height] = [row.ImageWidth, row.ImageHeight];
  const sideways = row.Orientation >= 5 && row.Orientation <= 8;
  const wanted = {
    kind: ['image'],
    type: [row.MIMEType.replace('image/apng', 'image/png').replace('image/mpo', 'image/jpeg')],
  };
  Object.assign(wanted, { pixelWidth: [width || undefined], pixelHeight: [height || undefined] });
  if (container === 'jpeg' || container === 'png' || container === 'webp') {
    if (height > 0)
      Object.assign(wanted, { displayWidth: [sideways ? height : width], displayHeight: [sideways ? width : height] });
    wanted.orientation = [row.Orientation >= 1 && row.Orientation <= 8 ? row.Orientation : undefined];
  }
  if (row.ColorComponents) wanted.colorModel = [{ 1: 'gray', 3: 'rgb', 4: 'cmyk' }[row.ColorComponents]];
  if (row.AnimationFrames) wanted.frames = [row.AnimationFrames];
  if (row.FrameCount && container === 'gif') wanted.frames = [row.FrameCount];
  wanted.location = [
    row['EXIF:GPSLatitude'] === undefined && row['EXIF:GPSLongitude'] === undefined ? undefined : true,
  ];
  return wanted;
}

async function byHeifInfo(path) {
  const text = await output('heif-info', [path]);
  const [, width, height] = /image: (\d+)x(\d+) \(id=\d+\), primary/.exec(text ?? '') ?? [];
  return width ? { kind: ['image'], displayWidth: [Number(width)], displayHeight: [Number(height)] } : undefined;
}

async function byPdfinfo(path) {
  const [, pages] = /^Pages:\s+(\d+)/m.exec((await output('pdfinfo', [path])) ?? '') ?? [];
  return Number(pages) > 0 ? { kind: ['document'], pages: [Number(pages)] } : undefined;
}

/** The facts that may be unknown and absent. Absence is counted, not a disagreement. */
const MAY_LACK = new Set([
  'pages',
  'frames',
  'duration',
  'frameRate',
  'channels',
  'sampleRate',
  'chroma',
  'bitDepth',
  'hdr',
  'videoTracks',
  'audioTracks',
  'pixelHeight',
]);

function compare(facts, wanted) {
  const wrong = [];
  let lacking = 0;
  for (const [key, [want, within = 0]] of Object.entries(wanted)) {
    const have = facts[key];
    if (have === want || (typeof have === 'number' && Math.abs(have - want) <= within)) continue;
    if (have === undefined && MAY_LACK.has(key)) lacking += 1;
    else wrong.push(`${key} ${have}, and not ${want}`);
  }
  return { wrong, lacking };
}

async function judge(path, row) {
  const reads = [];
  const blob = await openAsBlob(path);
  const counted = {
    size: blob.size,
    type: '',
    slice: (from, to) => (reads.push(to - from), blob.slice(from, to)),
    arrayBuffer: () => blob.arrayBuffer(),
  };
  const started = performance.now();
  const facts = await probeMedia(counted).catch(error => ({
    error: error.code ?? String(error.stack),
    type: error.type,
  }));
  const cost = {
    milliseconds: performance.now() - started,
    reads: reads.length,
    bytes: reads.reduce((sum, length) => sum + length, 0),
  };
  const { container, kind } = facts;
  const guess = extname(path).slice(1).toLowerCase();
  const name = container ?? guess;
  let wanted;
  if (facts.error) {
    // The file may be none, or the tools may know better.
    if (/^(pdf)$/.test(guess)) wanted = await byPdfinfo(path);
    else if (/^(jpe?g|jpe|png|apng|gif|webp|heic|heif|hif|avif|mpo)$/.test(guess)) wanted = byExiftool(row, {});
    else wanted = await byFfprobe(path);
    const isOther = facts.error === 'media.unrecognised' && facts.type;
    return {
      name,
      cost,
      verdict: wanted && !isOther ? 'refused' : 'not judged',
      wrong: wanted && !isOther ? [facts.error] : [],
      lacking: 0,
    };
  }
  if (kind === 'document') wanted = await byPdfinfo(path);
  else if (kind !== 'image') wanted = await byFfprobe(path);
  else if (/^(heic|heif|avif)$/.test(container)) wanted = await byHeifInfo(path);
  else wanted = byExiftool(row, facts);
  if (!wanted) return { name, cost, verdict: 'not judged', wrong: [], lacking: 0 };
  const { wrong, lacking } = compare(facts, wanted);
  return { name, cost, verdict: wrong.length > 0 ? 'wrong' : 'right', wrong, lacking, cut: facts.truncated === true };
}

const folder = process.argv[2];
if (!folder) {
  console.error('usage: make probe-corpus DIR=…');
  process.exit(2);
}
const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && EXTENSIONS.test(entry.name))
  .map(entry => join(entry.parentPath, entry.name))
  .sort();
const rows = new Map();
for (let at = 0; at < paths.length; at += AT_ONCE) {
  const tags = [
    '-ImageWidth',
    '-ImageHeight',
    '-IFD0:Orientation',
    '-MIMEType',
    '-ColorComponents',
    '-AnimationFrames',
    '-FrameCount',
    '-EXIF:GPSLatitude',
    '-EXIF:GPSLongitude',
    '-Error',
  ];
  // It ends with an error where one file has one, and has answered for all.
  const { stdout } = await run('exiftool', ['-j', '-n', ...tags, ...paths.slice(at, at + AT_ONCE)], {
    ...OPTIONS,
    timeout: 300_000,
  }).catch(error => error);
  for (const row of JSON.parse(stdout || '[]')) {
    rows.set(row.SourceFile, { ...row, 'EXIF:GPSLatitude': row.GPSLatitude, 'EXIF:GPSLongitude': row.GPSLongitude });
  }
}

const table = new Map();
const costs = [];
let next = 0;
async function work() {
  while (next < paths.length) {
    const path = paths[next++];
    const { name, cost, verdict, wrong, lacking } = await judge(path, rows.get(path));
    costs.push(cost);
    const counts = table.get(name) ?? { right: 0, wrong: 0, refused: 0, 'not judged': 0, lacking: 0 };
    counts[verdict] += 1;
    counts.lacking += lacking;
    table.set(name, counts);
    if (wrong.length > 0) console.log(`${relative(folder, path)}: ${wrong.join('; ')}`);
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log('\nkind        files  right  wrong  refused  not judged  facts left out');
for (const [name, counts] of [...table].sort()) {
  const { right, wrong, refused, lacking } = counts;
  const cells = [right + wrong + refused + counts['not judged'], right, wrong, refused, counts['not judged'], lacking];
  console.log(
    `${name.padEnd(10)} ${cells.map((cell, place) => String(cell).padStart([6, 6, 6, 8, 11, 15][place])).join(' ')}`,
  );
}
const middle = key => costs.map(cost => cost[key]).sort((a, b) => a - b)[costs.length >> 1] ?? 0;
const most = key => costs.reduce((largest, cost) => Math.max(largest, cost[key]), 0);
console.log(
  `\n${paths.length} files; read: ${middle('bytes')} bytes in ${middle('reads')} reads and ` +
    `${middle('milliseconds').toFixed(2)} ms in the middle, ` +
    `${most('bytes')} bytes and ${most('reads')} reads at most`,
);
