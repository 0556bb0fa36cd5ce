// What a file is, in a few words: "MP4 · 1080 × 1920 · 0:42 · 12.4 MB".

const STEPS = ['B', 'kB', 'MB', 'GB'];

export function sizeOf(bytes) {
  let size = bytes;
  let step = 0;
  while (size >= 1000 && step < STEPS.length - 1) {
    size /= 1000;
    step += 1;
  }
  return `${step === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${STEPS[step]}`;
}

export function lasting(seconds) {
  const whole = Math.max(1, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const two = number => String(number).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

const CODECS = {
  __proto__: null,
  h264: 'H.264',
  hevc: 'HEVC',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  aac: 'AAC',
  opus: 'Opus',
  mp3: 'MP3',
};

/** @param {import('postpeer-wasm/media').MediaFacts} facts */
export function factsInWords(facts) {
  const {
    container,
    displayWidth,
    displayHeight,
    duration,
    videoCodec,
    audioCodec,
    frameRate,
    bytes,
    pages,
    frames,
    animated,
  } = facts;
  return [
    container.toUpperCase(),
    displayWidth && `${displayWidth} × ${displayHeight}`,
    duration && lasting(duration),
    frameRate && `${Math.round(frameRate * 100) / 100} fps`,
    videoCodec && (CODECS[videoCodec] ?? videoCodec),
    audioCodec && (CODECS[audioCodec] ?? audioCodec),
    animated && frames && `${frames} frames`,
    pages && `${pages} pages`,
    sizeOf(bytes),
  ].filter(Boolean);
}

/** What PostPeer calls such a file. */
export function typeOf({ kind, container, animated }) {
  if (kind === 'document' || kind === 'video') return kind;
  return container === 'gif' && animated ? 'gif' : 'image';
}
