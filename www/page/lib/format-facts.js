// Formats the facts of a media file: "MP4 · 1080 × 1920 · 0:42 · 12.4 MB".

const UNITS = ['B', 'kB', 'MB', 'GB'];

export function formatSize(bytes) {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit]}`;
}

export function formatDuration(seconds) {
  const whole = Math.max(1, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const twoDigits = number => String(number).padStart(2, '0');
  return hours ? `${hours}:${twoDigits(minutes)}:${twoDigits(whole % 60)}` : `${minutes}:${twoDigits(whole % 60)}`;
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
export function formatFacts(facts) {
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
    duration && formatDuration(duration),
    frameRate && `${Math.round(frameRate * 100) / 100} fps`,
    videoCodec && (CODECS[videoCodec] ?? videoCodec),
    audioCodec && (CODECS[audioCodec] ?? audioCodec),
    animated && frames && `${frames} frames`,
    pages && `${pages} pages`,
    formatSize(bytes),
  ].filter(Boolean);
}

/** Returns PostPeer's media type for a file. */
export function mediaTypeOf({ kind, container, animated }) {
  if (kind === 'document' || kind === 'video') return kind;
  return container === 'gif' && animated ? 'gif' : 'image';
}
