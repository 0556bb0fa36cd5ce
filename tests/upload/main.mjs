// Runs the story in Node, Deno and Bun.
import { PostPeer } from '../../pkg/index.js';
import { story } from './story.mjs';

const [url, key] = process.argv.slice(2);
console.log(JSON.stringify(await story({ PostPeer, url, key })));
