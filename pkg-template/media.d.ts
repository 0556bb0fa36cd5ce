/**
 * Tells what is in a file, from its first (and sometimes last) bytes: a film whose header lies at the end of four
 * gigabytes costs some kilobytes of reading.
 *
 * ```js
 * input.onchange = async () => {
 *   const facts = await probeMedia(input.files[0]);
 *   if (facts.kind === 'video' && (facts.duration ?? 0) > 600) alert('TikTok takes ten minutes at most.');
 * };
 * ```
 *
 * It rejects with a {@link MediaError} where the file is none that is read here, or does not hold together, and with
 * a `TypeError` where `source` is no file.
 *
 * @param source A `Response` is read as far as needed and its body then cancelled: pass `response.clone()` to keep it.
 * One that does not say its length, or was compressed on its way, has to come in whole.
 */
export function probeMedia(source: Blob | ArrayBuffer | ArrayBufferView | Response): Promise<MediaFacts>;

export type MediaKind = 'image' | 'video' | 'audio' | 'document';

export type MediaContainer =
  | 'mp4' | 'mov' | 'm4v' | 'm4a' | '3gp' | 'webm' | 'matroska'
  | 'jpeg' | 'png' | 'gif' | 'webp' | 'heic' | 'heif' | 'avif'
  | 'pdf';

export type VideoCodec =
  | 'h264' | 'hevc' | 'av1' | 'vp8' | 'vp9' | 'mpeg4' | 'mpeg2' | 'mpeg1' | 'h263' | 'mjpeg' | 'prores' | 'theora'
  | 'other';

export type AudioCodec =
  | 'aac' | 'mp3' | 'mp2' | 'ac3' | 'eac3' | 'opus' | 'vorbis' | 'flac' | 'alac' | 'pcm' | 'dts' | 'amr'
  | 'other';

/** What is known about a file. A property is absent where the file does not say, or where it makes no sense. */
export interface MediaFacts {
  /** What the file is for. A film format that holds sound only is `audio`. */
  kind: MediaKind;
  /** The real format, from the bytes and never from the name. */
  container: MediaContainer;
  /** The real MIME type, such as `video/mp4`. */
  type: string;
  /** The MIME type that the `Blob` or `Response` claims, in lower case and without parameters. */
  declaredType?: string;
  /** Whether `declaredType` is a true name of `type`: `image/jpg` is one of a JPEG. */
  typeMatches?: boolean;
  /** Size of the file in bytes. */
  bytes: number;

  /** Width and height of the stored picture in pixels, before any rotation. */
  pixelWidth?: number;
  pixelHeight?: number;
  /** Width and height in pixels as shown: pixel aspect, rotation and EXIF orientation applied. */
  displayWidth?: number;
  displayHeight?: number;
  /** How wide a stored pixel is shown, as a multiple of its height: 1 where pixels are square. */
  pixelAspect?: number;
  /** Degrees by which the stored picture is to be turned clockwise: 0, 90, 180 or 270. */
  rotation?: number;
  /** EXIF orientation, 1 to 8. */
  orientation?: number;

  /** Seconds from the first to the last moment shown; of GIF and WebP animations, the sum of their delays. */
  duration?: number;
  /** Average frames a second, to a thousandth. */
  frameRate?: number;
  /** Codec of the first video track. */
  videoCodec?: VideoCodec;
  /** Codec of the first sound track. */
  audioCodec?: AudioCodec;
  /** MPEG-4 object type of AAC in the MP4 family: 2 is AAC-LC, 5 HE-AAC, 29 HE-AAC v2, 42 xHE-AAC. */
  aacObjectType?: number;
  /** Sound channels. */
  channels?: number;
  /** Sound samples a second, as heard. */
  sampleRate?: number;
  /** Bits a second of the whole file: its bytes over its duration. */
  bitRate?: number;
  /** Average bits a second of the video or sound track, where the file states it. */
  videoBitRate?: number;
  audioBitRate?: number;

  /** Whether a track of an MP4 or QuickTime file has an edit list, even one that changes nothing. */
  editLists?: boolean;
  /** Whether the movie header comes before the media data ("fast start"). */
  moovFirst?: boolean;
  /** Whether the media data comes in movie fragments. */
  fragmented?: boolean;

  /** Whether a picture has more than one frame. */
  animated?: boolean;
  /** Frames of a picture. Absent where there are too many bytes of them to count. */
  frames?: number;
  /** Pages of a PDF. Absent where its page tree is compressed. */
  pages?: number;

  /** The file ends before its own structure says it does: an upload or download that broke off. */
  truncated: boolean;
}

/** A file that could not be probed. */
export class MediaError extends Error {
  readonly name: 'MediaError';
  /**
   * - `media.empty`: the file has no bytes.
   * - `media.unrecognised`: it is none of the formats in {@link MediaContainer}. If it is another known format of media,
   *   such as AVI, MPEG-TS, TIFF or BMP, `type` names it.
   * - `media.truncated`: it ends before what describes it.
   * - `media.malformed`: it contradicts its own format.
   * - `media.too_large`: what describes it is spread over more bytes than are read.
   * - `media.unreadable`: reading it failed; `cause` says why.
   */
  readonly code:
    | 'media.empty'
    | 'media.unrecognised'
    | 'media.truncated'
    | 'media.malformed'
    | 'media.too_large'
    | 'media.unreadable';
  /** The MIME type that its first bytes claim, where they claim one. */
  readonly type?: string;
}
