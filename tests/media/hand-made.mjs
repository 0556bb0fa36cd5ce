// Files made byte by byte, and Blobs of any size.

export const GIF = Buffer.from('R0lGODlhAgABAIAAAAAAAP///yH5BAAKAAAALAAAAAACAAEAAAICRAoAOw==', 'base64');

export const box = (kind, ...parts) => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, body]);
};
export const words = (...list) =>
  Buffer.concat(
    list.map(word => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(word);
      return bytes;
    }),
  );

/** A movie header of two seconds of 1080x1920. */
export function moov() {
  const matrix = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
  const visual = Buffer.alloc(78);
  visual.writeUInt16BE(1080, 24);
  visual.writeUInt16BE(1920, 26);
  const stbl = box(
    'stbl',
    box('stsd', words(0, 1), box('avc1', visual)),
    box('stts', words(0, 1, 60, 1000)),
    box('stsz', words(0, 4, 60)),
  );
  const mdia = box(
    'mdia',
    box('mdhd', words(0, 0, 0, 30000, 60000, 0)),
    box('hdlr', words(0, 0), Buffer.from('vide'), Buffer.alloc(13)),
    box('minf', stbl),
  );
  const tkhd = box('tkhd', words(0, 0, 0, 1, 0, 2000, 0, 0, 0, 0), matrix, words(1080 << 16, 1920 << 16));
  return box(
    'moov',
    box('mvhd', words(0, 0, 0, 1000, 2000, 0x10000, 0x1000000, 0, 0), matrix),
    box('trak', tkhd, mdia),
  );
}
export const ftyp = () => box('ftyp', Buffer.from('isom\0\0\x02\0isommp41', 'latin1'));
export const film = () => Buffer.concat([ftyp(), moov(), box('mdat', Buffer.alloc(64))]);

/** A Blob of any size, whose bytes are made when they are read, and which counts them. */
export class SparseBlob extends Blob {
  reads = [];
  #size;
  #byte;
  constructor(size, byte, type) {
    super([], { type });
    this.#size = size;
    this.#byte = byte;
  }
  get size() {
    return this.#size;
  }
  slice(from, to) {
    this.reads.push(to - from);
    const bytes = Uint8Array.from({ length: Math.min(to, this.#size) - from }, (_, i) => this.#byte(from + i));
    return new Blob([bytes]);
  }
  get read() {
    return this.reads.reduce((sum, length) => sum + length, 0);
  }
}

/** A terabyte of one short pattern. */
export function endless(pattern) {
  const long = Buffer.concat(Array.from({ length: 40_000 }, () => pattern));
  const blob = new SparseBlob(2 ** 40);
  blob.slice = (from, to) => new Blob([long.subarray(from % pattern.length).subarray(0, to - from)]);
  return blob;
}
