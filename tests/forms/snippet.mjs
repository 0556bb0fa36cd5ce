// Runs the code of the README's section on form libraries as modules.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const [section] = readFileSync(root('pkg-template/README.md'), 'utf8')
  .split('\n### In a form library')[1]
  .split(/\n##+ /);
export const snippets = [...section.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code);

/** A folder with the package installed under its name, next to the packages that the code uses. */
function folderFor(code) {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [, name] of code.matchAll(/from '((?:@[^/']+\/)?[^/']+)/g)) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(root(name === 'postpeer-wasm' ? 'pkg' : `node_modules/${name}`), place, 'junction');
  }
  return folder;
}

/** Returns the exports of the only snippet that contains this text. */
export async function snippetWith(words) {
  const [code, ...others] = snippets.filter(text => text.includes(words));
  if (!code || others.length > 0) throw new Error(`${others.length + (code ? 1 : 0)} snippets have ${words}`);
  const file = join(folderFor(code), 'snippet.mjs');
  writeFileSync(file, code);
  return import(pathToFileURL(file).href);
}
