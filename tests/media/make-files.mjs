// Makes media files with the tools that people make them with, and asks other tools for their facts.
//
// `await makeFiles()` answers [{ path, name, tags, oracle }], or null where the tools are not installed (Debian:
// `apt-get install ffmpeg imagemagick libimage-exiftool-perl webp libheif-examples libavif-bin mkvtoolnix qpdf
// ghostscript apngasm`). Files and answers are kept in target/media-files for the next run.
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = 'target/media-files';
const LOCK = `${FOLDER}.lock`;
const TOOLS = [
  'ffmpeg',
  'ffprobe',
  'convert',
  'identify',
  'exiftool',
  'cwebp',
  'webpmux',
  'img2webp',
  'heif-enc',
  'avifenc',
  'mkvmerge',
  'qpdf',
  'gs',
  'apngasm',
];
const run = promisify(execFile);

/** A recipe: the file's name, the commands that make it ({} is its path), and its purpose. */
const recipes = [];
const add = (name, commands, tags = {}) => recipes.push({ name, commands: commands.map(words), tags });
const words = command => (Array.isArray(command) ? command : command.split(/\s+/).filter(Boolean));

const picture = (size = '64x48', rate = 25, seconds = 1) => `-f lavfi -i testsrc2=s=${size}:r=${rate}:d=${seconds}`;
const tone = (seconds = 1, rate = 44100, layout = 'mono') =>
  `-f lavfi -i sine=f=440:r=${rate}:d=${seconds},aformat=channel_layouts=${layout}`;
const ff = rest => `ffmpeg -v error -y ${rest} {}`;
const x264 = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p';
const film = `${picture()} ${tone()} ${x264} -c:a aac`;

// Frame rates and sizes.
for (const rate of [
  '10',
  '12.5',
  '15',
  '24000/1001',
  '24',
  '25',
  '30000/1001',
  '30',
  '48',
  '50',
  '60000/1001',
  '60',
  '120',
]) {
  const name = rate.replace('/', '-');
  add(`rate-${name}.mp4`, [ff(`${picture('64x48', rate)} ${tone()} ${x264} -c:a aac -bf 0`)]);
  add(`rate-${name}.webm`, [
    ff(`${picture('64x48', rate)} ${tone(1, 48000)} -c:v libvpx -deadline realtime -c:a libopus`),
  ]);
}
for (const size of ['16x16', '32x240', '320x32', '176x144', '638x358', '1280x720', '1080x1920', '1920x1080']) {
  add(`size-${size}.mp4`, [ff(`${picture(size, 10, 0.3)} ${x264}`)]);
}
for (const seconds of ['0.1', '0.52', '2.48', '7', '31']) {
  add(`seconds-${seconds}.mp4`, [ff(`${picture('32x32', 10, seconds)} ${tone(seconds)} ${x264} -c:a aac`)]);
  add(`seconds-${seconds}.mov`, [ff(`${picture('32x32', 10, seconds)} ${tone(seconds)} ${x264} -c:a aac`)]);
  add(`seconds-${seconds}.mkv`, [ff(`${picture('32x32', 10, seconds)} ${tone(seconds)} ${x264} -c:a aac`)]);
}

// Containers of the family, and where the header lies.
for (const extension of ['mp4', 'mov', 'm4v', '3gp', 'mkv']) {
  const format = extension === 'm4v' ? '-f ipod' : '';
  add(`film.${extension}`, [ff(`${film} ${format}`)]);
  if (extension !== 'mkv') add(`faststart.${extension}`, [ff(`${film} ${format} -movflags faststart`)]);
}
add('film.3g2', [ff(`${picture()} ${tone()} ${x264} -c:a aac -f 3g2`)]);
add('h263.3gp', [ff(`${picture('176x144')} -c:v h263`)]);
for (const brand of ['isom', 'mp42', 'M4V ', 'qt  ', 'avc1']) {
  add(`brand-${brand.trim()}.mp4`, [[...words(`ffmpeg -v error -y ${film} -brand`), brand, '{}']]);
}
for (const bits of ['', ' -write_tmcd 0', ' -timecode 01:00:00:00'])
  add(`timecode${bits.length}.mov`, [ff(`${film}${bits}`)]);

// Turned in the header.
for (const turn of [0, 90, 180, 270]) {
  for (const extension of ['mp4', 'mov', 'm4v']) {
    add(`turn-${turn}.${extension}`, [
      ff(`${film}${extension === 'm4v' ? ' -f ipod' : ''}`),
      `exiftool -q -overwrite_original -Rotation=${turn} {}`,
    ]);
  }
  add(`turn-aspect-${turn}.mp4`, [
    ff(`${picture()},setsar=4/3 ${x264}`),
    `exiftool -q -overwrite_original -Rotation=${turn} {}`,
  ]);
}

// Pixels that are not square.
for (const aspect of ['4/3', '3/4', '16/11', '12/11', '1/2', '2/1', '64/45']) {
  const name = aspect.replace('/', '-');
  add(`aspect-${name}.mp4`, [ff(`${picture('720x576', 5, 0.4)},setsar=${aspect} ${x264}`)]);
  add(`aspect-${name}.mkv`, [ff(`${picture('720x576', 5, 0.4)},setsar=${aspect} ${x264}`)]);
  add(`aspect-${name}.webm`, [ff(`${picture('720x576', 5, 0.4)},setsar=${aspect} -c:v libvpx -deadline realtime`)]);
}
add('mp4v-aspect.mp4', [ff(`${picture('176x144')},setsar=16/11 -c:v mpeg4`)]);

// Codecs.
const video = {
  'h264-high10': '-c:v libx264 -preset ultrafast -pix_fmt yuv420p10le',
  'h264-bframes': '-c:v libx264 -bf 3 -pix_fmt yuv420p',
  hvc1: '-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1',
  hev1: '-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hev1',
  av1: '-c:v libaom-av1 -cpu-used 8 -usage realtime',
  vp9: '-c:v libvpx-vp9 -deadline realtime -cpu-used 8',
  mpeg4: '-c:v mpeg4',
  mpeg2: '-c:v mpeg2video',
  mpeg1: '-c:v mpeg1video',
  mjpeg: '-c:v mjpeg -pix_fmt yuvj420p',
};
for (const [name, codec] of Object.entries(video)) {
  add(`video-${name}.mp4`, [ff(`${picture()} ${codec}`)]);
  add(`video-${name}.mkv`, [ff(`${picture()} ${codec.replace(/-tag:v \w+/, '')}`)]);
}
for (const [name, codec] of Object.entries({ ...video, prores: '-c:v prores_ks' })) {
  if (/h264|hvc1|mpeg4|mjpeg|prores/.test(name)) add(`video-${name}.mov`, [ff(`${picture()} ${codec}`)]);
}
for (const [name, codec] of Object.entries({ vp8: '-c:v libvpx -deadline realtime', vp9: video.vp9, av1: video.av1 })) {
  for (const sound of ['libopus', 'libvorbis']) {
    add(`video-${name}-${sound}.webm`, [ff(`${picture()} ${tone(1, 48000)} ${codec} -c:a ${sound}`)]);
  }
}
add('video-theora.mkv', [ff(`${picture()} -c:v libtheora`)]);
const sounds = {
  aac: 'aac',
  mp3: 'libmp3lame',
  ac3: 'ac3',
  eac3: 'eac3',
  opus: 'libopus',
  flac: 'flac',
  alac: 'alac',
  mp2: 'mp2',
};
for (const [name, codec] of Object.entries(sounds)) {
  const rate = name === 'opus' ? 48000 : 44100;
  for (const [layout, extension] of [
    ['mono', 'mp4'],
    ['stereo', 'mp4'],
    ['mono', 'mkv'],
    ['stereo', 'mkv'],
  ]) {
    if (name === 'alac' && extension === 'mkv') continue;
    add(`sound-${name}-${layout}.${extension}`, [
      ff(`${picture()} ${tone(1, rate, layout)} ${x264} -c:a ${codec} -strict -2`),
    ]);
  }
}
for (const codec of ['aac', 'ac3', 'eac3', 'opus', 'flac']) {
  for (const extension of ['mp4', 'mkv']) {
    add(`six-${codec}.${extension}`, [ff(`${tone(1, 48000, '5.1')} -c:a ${sounds[codec]} -strict -2`)]);
  }
}
for (const rate of [8000, 11025, 16000, 22050, 24000, 32000, 48000, 88200, 96000]) {
  add(`aac-${rate}.m4a`, [ff(`${tone(1, rate, 'stereo')} -c:a aac`)]);
  add(`pcm-${rate}.mov`, [ff(`${tone(1, rate, 'stereo')} -c:a pcm_s16le`)]);
}
for (const format of ['pcm_s24le', 'pcm_f32le', 'pcm_s16be', 'pcm_u8', 'pcm_alaw']) {
  add(`${format}.mov`, [ff(`${picture()} ${tone()} ${x264} -c:a ${format}`)], {
    codec: format === 'pcm_alaw' ? 'other' : undefined,
  });
}
add('sound.webm', [ff(`${tone(1, 48000)} -c:a libopus`)]);
add('sound.mkv', [ff(`${tone(1)} -c:a flac`)]);

// Edit lists.
add('edits-none.mp4', [ff(`${picture()} ${x264} -bf 0 -use_editlist 0`)]);
add('edits-none-sound.mp4', [ff(`${film} -bf 0 -use_editlist 0`)]);
add('edits-bframes.mp4', [ff(`${picture()} -c:v libx264 -bf 3 -pix_fmt yuv420p`)]);
add('edits-negative.mp4', [ff(`${picture()} -c:v libx264 -bf 3 -pix_fmt yuv420p -movflags negative_cts_offsets`)]);
add('edits-late-sound.mp4', [ff(`${picture('64x48', 25, 2)} -itsoffset 0.5 ${tone(1)} ${x264} -c:a aac`)]);
add('edits-late-picture.mp4', [ff(`-itsoffset 0.4 ${picture()} ${tone(2)} ${x264} -c:a aac`)]);
add('edits-cut.mp4', [
  ff(`${film} -g 10 -t 1 -f mp4`).replace(/\{\}$/, '{}.whole.mp4'),
  'ffmpeg -v error -y -ss 0.5 -i {}.whole.mp4 -c copy {}',
]);

// Fragments.
const fragments = {
  'frag-empty': 'frag_keyframe+empty_moov',
  'frag-base': 'frag_keyframe+empty_moov+default_base_moof',
  'frag-full': 'frag_keyframe',
  'frag-separate': 'frag_keyframe+empty_moov+separate_moof',
  'frag-omit': 'frag_keyframe+empty_moov+omit_tfhd_offset',
  'frag-delay': 'frag_keyframe+delay_moov',
  'frag-frame': 'frag_every_frame+empty_moov',
  'frag-notail': 'frag_keyframe+empty_moov+skip_trailer',
  dash: 'dash+frag_keyframe+empty_moov+default_base_moof',
  'dash-global': 'dash+global_sidx+frag_keyframe+empty_moov+default_base_moof',
  cmaf: 'cmaf+frag_keyframe+empty_moov',
};
for (const [name, flags] of Object.entries(fragments)) {
  add(`${name}.mp4`, [ff(`${picture('64x48', 25, 3)} ${tone(3)} ${x264} -g 25 -bf 0 -c:a aac -movflags ${flags}`)]);
  add(`${name}-picture.mp4`, [ff(`${picture('64x48', 30, 3)} ${x264} -g 30 -bf 0 -movflags ${flags}`)]);
}
add('frag.m4a', [ff(`${tone(3)} -c:a aac -movflags frag_keyframe+empty_moov -frag_duration 500000`)]);

// Matroska with more in its header, and recordings that were written as they went.
const remux = 'ffmpeg -v error -y ' + film + ' {}.film.mkv';
add('merged.mkv', [remux, 'mkvmerge -q -o {} {}.film.mkv']);
add('merged-crop.mkv', [remux, 'mkvmerge -q -o {} --cropping 0:4,2,6,8 {}.film.mkv'], { cropped: true });
add('merged-display.mkv', [remux, 'mkvmerge -q -o {} --display-dimensions 0:128x48 {}.film.mkv']);
add('merged-default.mkv', [remux, 'mkvmerge -q -o {} --default-duration 0:50fps {}.film.mkv']);
for (const codec of ['-c:v libvpx -deadline realtime', '-c:v libvpx-vp9 -deadline realtime -cpu-used 8']) {
  const name = codec.includes('vp9') ? 'vp9' : 'vp8';
  add(`live-${name}.webm`, [ff(`${picture('64x48', 25, 3)} ${tone(3, 48000)} ${codec} -c:a libopus -live 1`)], {
    live: 3,
  });
  add(`live-${name}-picture.webm`, [ff(`${picture('64x48', 30, 2)} ${codec} -live 1`)], { live: 2 });
}

// Photos.
const photo = (size, rest = '') => `convert -size ${size} gradient:red-blue ${rest} {}`;
for (const size of ['1x1', '7x5', '640x480', '1600x1200', '320x2000']) {
  for (const extension of ['jpg', 'png', 'webp', 'gif']) add(`photo-${size}.${extension}`, [photo(size)]);
}
for (let orientation = 1; orientation <= 8; orientation++) {
  for (const extension of ['jpg', 'png', 'webp']) {
    add(`orientation-${orientation}.${extension}`, [
      photo('90x60'),
      `exiftool -q -overwrite_original -n -Orientation=${orientation} {}`,
    ]);
  }
}
add('progressive.jpg', [photo('90x60', '-interlace JPEG')]);
add('gray.jpg', [photo('90x60', '-colorspace Gray')]);
add('cmyk.jpg', [photo('90x60', '-colorspace CMYK')]);
add('thumbnail.jpg', [
  photo('90x60'),
  'convert -size 16x12 xc:red {}.thumb.jpg',
  'exiftool -q -overwrite_original -n -Orientation=6 -ThumbnailImage<={}.thumb.jpg {}',
]);
add('comment.jpg', [
  photo('90x60'),
  ['exiftool', '-q', '-overwrite_original', `-Comment=${'x'.repeat(60000)}`, '-n', '-Orientation=8', '{}'],
]);
add('interlaced.png', [photo('90x60', '-interlace PNG')]);
add('palette.png', [photo('90x60', '-colors 16')]);
add('lossless.webp', [photo('90x60', '{}.png').replace(/ \{\}$/, ''), 'cwebp -quiet -lossless {}.png -o {}']);
add('alpha.webp', ['convert -size 90x60 gradient:red-transparent {}.png', 'cwebp -quiet {}.png -o {}']);
add('plain.heic', [photo('90x60', '{}.png').replace(/ \{\}$/, ''), 'heif-enc -q 50 {}.png -o {}']);
add('odd.heic', [photo('91x61', '{}.png').replace(/ \{\}$/, ''), 'heif-enc -q 50 {}.png -o {}']);
add('large.heic', [photo('1200x800', '{}.png').replace(/ \{\}$/, ''), 'heif-enc -q 50 {}.png -o {}']);
add('thumbed.heic', [photo('640x480', '{}.png').replace(/ \{\}$/, ''), 'heif-enc -q 50 -t 100 {}.png -o {}']);
for (const [name, turns] of Object.entries({ plain: 0, left: 1, upside: 2, right: 3 })) {
  add(`${name}.avif`, [photo('90x60', '{}.png').replace(/ \{\}$/, ''), `avifenc -s 10 --irot ${turns} {}.png {}`], {
    rotation: (360 - 90 * turns) % 360,
  });
}
add('odd.avif', [photo('91x61', '{}.png').replace(/ \{\}$/, ''), 'avifenc -s 10 {}.png {}']);

// Pictures that move.
for (const frames of [2, 3, 25, 100]) {
  const source = `${picture('64x48', 25, frames / 25)}`;
  add(`moving-${frames}.gif`, [ff(source)]);
  add(`moving-${frames}.webp`, [ff(`${source} -c:v libwebp_anim -loop 0`)]);
  add(`moving-${frames}.png`, [ff(`${source} -f apng -plays 0`)]);
}
add('layers.gif', ['convert -delay 20 -size 60x40 xc:red xc:green xc:blue -layers optimize {}']);
add('slow.gif', ['convert -delay 150 -size 60x40 xc:red xc:green {}']);
add('assembled.png', [
  'convert -size 60x40 xc:red {}.1.png',
  'convert -size 60x40 xc:blue {}.2.png',
  'apngasm {} {}.1.png {}.2.png',
]);
add('assembled.webp', [
  'convert -size 60x40 xc:red {}.1.png',
  'convert -size 60x40 xc:blue {}.2.png',
  'img2webp -d 300 {}.1.png -d 200 {}.2.png -o {}',
]);
add('moving.avif', [
  ff(`${picture('64x48', 10, 0.5)} -f yuv4mpegpipe`).replace(/\{\}$/, '{}.y4m'),
  'avifenc -s 10 {}.y4m {}',
]);

// Documents.
const write = (path, pages) => [
  ...words(`gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -sOutputFile=${path} -c`),
  `${pages} {showpage} repeat`,
];
for (const pages of [1, 2, 12, 40, 300]) {
  add(`pages-${pages}.pdf`, [write('{}', pages)]);
  add(`pages-${pages}-plain.pdf`, [write('{}.pdf', pages), 'qpdf --object-streams=disable {}.pdf {}']);
  add(`pages-${pages}-linear.pdf`, [write('{}.pdf', pages), 'qpdf --linearize {}.pdf {}']);
  add(`pages-${pages}-streams.pdf`, [write('{}.pdf', pages), 'qpdf --object-streams=generate {}.pdf {}'], {
    compressed: true,
  });
}
add('pages-updated.pdf', [write('{}', 3), 'exiftool -q -overwrite_original -Title=x {}']);

async function make({ name, commands }) {
  const path = join(FOLDER, name);
  for (const [command, ...args] of commands) {
    await run(
      command,
      args.map(word => word.replaceAll('{}', path)),
      { maxBuffer: 1 << 26 },
    );
  }
  return path;
}

/** The output of ffprobe, and the boxes in the order in which it met them. */
async function ffprobe(path) {
  const still = /\.(jpg|heic|heif|pdf)$/.test(path);
  if (still) return null;
  const count = /\.(png|webp|gif)$/.test(path) ? ['-count_frames'] : ['-count_packets'];
  const { stdout, stderr } = await run(
    'ffprobe',
    ['-v', 'trace', '-show_format', '-show_streams', ...count, '-of', 'json', path],
    { maxBuffer: 1 << 28 },
  );
  const boxes = [...stderr.matchAll(/type:'(?<kind>....)' parent:'(?<parent>....)'/g)].map(({ groups }) => groups.kind);
  return { ...JSON.parse(stdout), boxes: ['moov', 'mdat', 'moof', 'elst'].map(kind => boxes.indexOf(kind)) };
}

async function ask(path) {
  const oracle = { bytes: statSync(path).size, ffprobe: await ffprobe(path) };
  if (/\.(jpg|png|gif|webp|heic|avif)$/.test(path)) {
    const { stdout } = await run('identify', ['-quiet', '-format', '%w %h %n %[orientation]\n', path]);
    const [width, height, frames, orientation] = stdout.split('\n')[0].split(' ');
    oracle.identify = { width: Number(width), height: Number(height), frames: Number(frames), orientation };
  }
  if (path.endsWith('.pdf')) oracle.pages = Number((await run('qpdf', ['--show-npages', path])).stdout);
  return oracle;
}

/** Does something to each of a list, a few at a time. */
async function each(list, atOnce, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const index = next++;
      results[index] = await work(list[index]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

const found = tool => {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const isRunning = pid => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Test files run side by side and want the same files: one makes them, the others wait. */
async function alone(work) {
  mkdirSync('target', { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 200));
    // The lock of a process that was killed is removed.
    const owner = existsSync(LOCK) ? Number(readFileSync(LOCK, 'utf8')) : 0;
    if (owner > 0 && !isRunning(owner)) rmSync(LOCK, { force: true });
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

export async function makeFiles() {
  const missing = TOOLS.filter(tool => !found(tool));
  if (missing.length > 0) {
    console.log(`Not installed: ${missing.join(', ')}`);
    return null;
  }
  const stamp = createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');
  const answers = join(FOLDER, `${stamp}.json`);
  const made = () => (existsSync(answers) ? JSON.parse(readFileSync(answers, 'utf8')) : undefined);
  return made() ?? alone(async () => made() ?? makeAll(answers));
}

async function makeAll(answers) {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const files = await each(recipes, 3, async recipe => {
    try {
      const path = await make(recipe);
      return { path, name: recipe.name, tags: recipe.tags, oracle: await ask(path) };
    } catch (error) {
      return { name: recipe.name, failed: `${error.stderr || error.message}`.slice(0, 300) };
    }
  });
  const paths = files.filter(file => !file.failed).map(file => file.path);
  const exif = JSON.parse(
    execFileSync('exiftool', ['-j', '-n', '-MIMEType', '-Orientation', '-Rotation', ...paths], {
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  for (const row of exif) files.find(file => file.path === row.SourceFile).oracle.exiftool = row;
  // Renamed at the end, so that the file exists only when complete.
  writeFileSync(`${answers}.new`, JSON.stringify(files));
  renameSync(`${answers}.new`, answers);
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  const files = await makeFiles();
  const failed = files?.filter(file => file.failed) ?? [];
  for (const { name, failed: reason } of failed) console.log(`${name}: ${reason}`);
  console.log(`${files?.length ?? 0} files, ${failed.length} failed, ${Math.round((Date.now() - started) / 1000)} s`);
}
