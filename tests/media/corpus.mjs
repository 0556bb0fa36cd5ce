// Fills fuzz/corpus with the small files of the oracle test, sorted by the parser that reads them.
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { makeFiles } from './make-files.mjs';

const TARGETS = {
  iso: 'mp4 mov m4v m4a 3gp 3g2 heic avif',
  ebml: 'mkv webm',
  jpeg: 'jpg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  pdf: 'pdf',
};
/** A fuzzer gets nowhere with long inputs. */
const LARGEST = 64 * 1024;

const files = (await makeFiles()) ?? [];
let copied = 0;
for (const [target, extensions] of Object.entries(TARGETS)) {
  const folder = join('fuzz/corpus', `media_${target}`);
  mkdirSync(folder, { recursive: true });
  for (const { path, name } of files.filter(
    file => !file.failed && extensions.split(' ').includes(extname(file.name).slice(1)),
  )) {
    if (statSync(path).size > LARGEST) continue;
    copyFileSync(path, join(folder, name));
    copied += 1;
  }
}
console.log(`${copied} files`);
