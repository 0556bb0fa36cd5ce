// Compares probeMedia with ffprobe, identify, exiftool and qpdf, on files that real tools made.
import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { extname } from 'node:path';
import { test } from 'node:test';
import { makeFiles } from './make-files.mjs';

/**
 * Differences in meaning between a tool and the probe. Below, each is limited to the files and the fact that it is
 * about; everything else must agree.
 */
const DEFINITIONS = {
  apng:
    'An animated PNG is image/png here, as it is to every server; exiftool says image/apng. ' +
    'identify sees its first picture only.',
  avif:
    'A moving AVIF is image/avif here; exiftool takes its tracks for a film. ' +
    'identify turns pictures, so it shows the displayed size only.',
  crop: 'The pixel aspect of a cropped Matroska file is that of what is left; ffprobe does not crop.',
  duration:
    'A film lasts as long as its header says, edit lists applied; ' +
    'ffprobe takes the longest track, with the samples that prime a decoder.',
  fragments: 'ffprobe counts the frames of some fragmented films over another span than their fragments state.',
  live: 'A recording without a duration is measured at its end here; ffprobe gives none.',
  mpegAudio:
    'MP4 gives the channels of MP3 and MP2 in the sample entry only, which is 2 for mono too. ' +
    'Then they are left out here; ffprobe decodes.',
  webmSound: 'A WebM of sound only is audio/webm here; exiftool says audio/x-matroska.',
};

/**
 * Open faults of the probe, by file and fact. They are printed as such, and no bound is wider for their sake. Only some
 * fragments are read: the frame rate of these two films is off by 2.4 % and 1.5 %.
 */
const OPEN_FAULTS = ['frag-frame.mp4 frame rate', 'dash-global.mp4 frame rate'];

const ratio = text => {
  const [over, under] = (text ?? '').split(/[/:]/).map(Number);
  return under > 0 && over > 0 ? over / under : undefined;
};
const CODECS = { mpeg2video: 'mpeg2', mpeg1video: 'mpeg1', mjpeg: 'mjpeg', h263: 'h263' };
const codecName = name => (name?.startsWith('pcm_') && name !== 'pcm_alaw' ? 'pcm' : (CODECS[name] ?? name));
/** The type that exiftool says, and ours: `apng`, `avif`, `webmSound`, and sound in a video container. */
const MIMES = {
  'audio/x-matroska': ['audio/webm'],
  'image/apng': ['image/png'],
  'video/3gpp2': ['video/3gpp'],
  'video/mp4': ['audio/mp4', 'image/avif'],
  'video/webm': ['audio/webm'],
  'video/x-matroska': ['audio/x-matroska'],
};

const counts = { files: 0, facts: 0 };
const openFaults = [];

/** All that is wrong with the facts of one file. */
function compare({ name, tags, oracle }, facts) {
  const wrong = [];
  const same = (what, have, want, within = 0) => {
    counts.facts += 1;
    const near = typeof have === 'number' && typeof want === 'number' && Math.abs(have - want) <= within;
    if (near || have === want) return;
    const list = OPEN_FAULTS.includes(`${name} ${what}`) ? openFaults : wrong;
    list.push(`${name} ${what}: ${have}, and not ${want}`);
  };
  same('bytes', facts.bytes, oracle.bytes);
  same('truncated', facts.truncated, false);
  const mime = oracle.exiftool.MIMEType;
  same('type', facts.type, MIMES[mime]?.includes(facts.type) ? facts.type : mime);

  const { ffprobe, identify } = oracle;
  const picture = facts.kind === 'image';
  if (identify) {
    const heif = /\.(avif|heic)$/.test(name);
    const orientation = heif ? undefined : oracle.exiftool.Orientation;
    const sideways = orientation >= 5;
    same('orientation', facts.orientation, orientation);
    same('shown width', facts.displayWidth, sideways ? identify.height : identify.width);
    same('shown height', facts.displayHeight, sideways ? identify.width : identify.height);
    same('width', facts.pixelWidth, facts.rotation % 180 === 90 && heif ? identify.height : identify.width);
    same('height', facts.pixelHeight, facts.rotation % 180 === 90 && heif ? identify.width : identify.height);
    if (!/\.(avif|png)$/.test(name)) same('frames', facts.frames, identify.frames);
    if (tags.rotation !== undefined) same('rotation', facts.rotation, tags.rotation);
  }
  if (picture && ffprobe && /\.(png|gif)$/.test(name)) {
    const stream = ffprobe.streams[0];
    same('frames', facts.frames, Number(stream.nb_read_frames));
    same('animated', facts.animated, Number(stream.nb_read_frames) > 1);
  }
  if (oracle.pages) same('pages', facts.pages, oracle.pages);
  if (picture || !ffprobe) return wrong;

  const { format, streams, boxes } = ffprobe;
  const video = streams.find(stream => stream.codec_type === 'video');
  const audio = streams.find(stream => stream.codec_type === 'audio');
  same('video codec', facts.videoCodec, tags.codec && !audio ? tags.codec : codecName(video?.codec_name));
  same('audio codec', facts.audioCodec, tags.codec ?? codecName(audio?.codec_name));
  if (video) {
    same('width', facts.pixelWidth, video.width);
    same('height', facts.pixelHeight, video.height);
    const aspect = ratio(video.sample_aspect_ratio) ?? 1;
    const turned = video.side_data_list?.find(data => data.rotation !== undefined)?.rotation ?? 0;
    const rotation = ((-turned % 360) + 360) % 360 || 0;
    same('rotation', facts.rotation, rotation);
    const sideways = rotation % 180 === 90;
    const shown = [Math.round(video.width * aspect), video.height];
    if (!tags.cropped) same('pixel aspect', facts.pixelAspect, aspect, 0.01);
    same('shown width', facts.displayWidth, shown[sideways ? 1 : 0], 1);
    same('shown height', facts.displayHeight, shown[sideways ? 0 : 1], 1);
    const rate = ratio(video.avg_frame_rate);
    if (!tags.live) same('frame rate', facts.frameRate, rate, rate * (facts.fragmented ? 0.01 : 0.0005));
    else same('frame rate', facts.frameRate, ratio(video.r_frame_rate), 0.5);
  }
  if (audio) {
    same(
      'channels',
      facts.channels,
      /^mp[23]$/.test(facts.audioCodec) && facts.container === 'mp4' ? undefined : audio.channels,
    );
    same('sample rate', facts.sampleRate, Number(audio.sample_rate));
  }
  if (tags.live) same('duration', facts.duration, tags.live, 0.05);
  else {
    same('duration', facts.duration, Number(format.duration), 0.06);
    same('bit rate', facts.bitRate, (facts.bytes * 8) / facts.duration, 1);
  }
  if (/\.(mp4|mov|m4v|m4a|3gp|3g2)$/.test(name)) {
    const [moov, mdat, moof, elst] = boxes;
    same('moov first', facts.moovFirst, mdat < 0 || moov < mdat);
    same('fragmented', facts.fragmented, moof >= 0);
    same('edit lists', facts.editLists, elst >= 0);
  }
  return wrong;
}

test('real files have the same facts as by the tools', { timeout: 600_000 }, async t => {
  const files = await makeFiles();
  if (!files) return t.skip('the tools are not installed');
  const { probeMedia } = await import('../../pkg/media.js');
  const made = files.filter(file => !file.failed);
  for (const { name, failed } of files.filter(file => file.failed)) t.diagnostic(`not made: ${name}: ${failed}`);
  assert.ok(made.length >= 200, `${made.length} files`);
  const wrong = [];
  for (const file of made) {
    counts.files += 1;
    try {
      wrong.push(...compare(file, await probeMedia(await openAsBlob(file.path))));
    } catch (error) {
      wrong.push(`${file.name}: ${error.code ?? error.stack}`);
    }
  }
  for (const fault of openFaults) t.diagnostic(`open fault: ${fault}`);
  for (const [word, meaning] of Object.entries(DEFINITIONS)) t.diagnostic(`${word}: ${meaning}`);
  const kinds = [...new Set(made.map(file => extname(file.name)))].join(' ');
  t.diagnostic(`${counts.files} files (${kinds}), ${counts.facts} facts compared, ${wrong.length} wrong`);
  assert.equal(wrong.length, 0, wrong.slice(0, 30).join('\n'));
});
