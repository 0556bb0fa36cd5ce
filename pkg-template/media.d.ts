import type { AudioCodec, MediaContainer, MediaNumbers, VideoCodec } from './media-facts.js';

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
 * No more than a megabyte is read of any file, in 512 reads at most, and 5 kB of most. What more reading would tell is
 * left out: the frames of a GIF of several megabytes, or the duration of a recording whose last fragment is not found
 * near its end.
 *
 * It rejects with a {@link MediaError} if the format is not supported or the file is corrupt, and with a `TypeError` if
 * `source` is not a file.
 *
 * @param source A `Response` is read as far as needed and its body then cancelled: pass `response.clone()` to keep it.
 * One that does not say its length, or was compressed on its way, has to come in whole. The end of a `Response` is not
 * looked at for its own sake: `truncated` is then left out of photos.
 */
export function probeMedia(source: Blob | ArrayBuffer | ArrayBufferView | Response): Promise<MediaFacts>;

export type MediaKind = 'image' | 'video' | 'audio' | 'document';

export type { AudioCodec, MediaContainer, MediaNumbers, VideoCodec };

/** The facts of a file. A property is absent if the file does not state it, or if it does not apply. */
export interface MediaFacts extends MediaNumbers {
  /** The kind of media. A video format that holds sound only is `audio`. */
  kind: MediaKind;
  /** The real format, from the bytes and never from the name. */
  container: MediaContainer;
  /** The real MIME type, such as `video/mp4`. */
  type: string;
  /** The MIME type that the `Blob` or `Response` claims, in lower case and without parameters. */
  declaredType?: string;
  /** True if `declaredType` is a name of `type`: `image/jpg` is a name of JPEG. */
  typeMatches?: boolean;
  /** Codec of the first video track. */
  videoCodec?: VideoCodec;
  /** Codec of the first audio track. */
  audioCodec?: AudioCodec;
}

/** A file that could not be probed. */
export class MediaError extends Error {
  readonly name: 'MediaError';
  /**
   * - `media.empty`: the file has no bytes.
   * - `media.unrecognised`: the format is not in {@link MediaContainer}. If it is another known format of media, such
   *   as AVI, MPEG-TS, TIFF or BMP, `type` names it.
   * - `media.truncated`: it ends before its header is complete.
   * - `media.malformed`: it contradicts its own format.
   * - `media.too_large`: what describes it is spread over more bytes than are read.
   * - `media.compressed`: what describes it is compressed: the movie header of an old QuickTime file.
   * - `media.unreadable`: reading it failed; `cause` says why.
   */
  readonly code:
    | 'media.empty'
    | 'media.unrecognised'
    | 'media.truncated'
    | 'media.malformed'
    | 'media.too_large'
    | 'media.compressed'
    | 'media.unreadable';
  /** The MIME type that its first bytes claim, where they claim one. */
  readonly type?: string;
}
