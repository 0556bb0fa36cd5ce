// Uploads one file from the disk, and reports the growth of its memory.
import { openAsBlob } from 'node:fs';
import { PostPeer } from '../../pkg/index.js';

const [url, key, path] = process.argv.slice(2);
const client = new PostPeer({ apiKey: key, baseURL: url });
const file = await openAsBlob(path);
const { rss } = process.memoryUsage();
let loaded = 0;
let most = rss;
const onProgress = progress => {
  ({ loaded } = progress);
  most = Math.max(most, process.memoryUsage.rss());
};
await client.media.uploadFile(file, { name: 'ok.large.mp4', type: 'video/mp4', onProgress });
console.log(JSON.stringify({ loaded, grown: most - rss }));
