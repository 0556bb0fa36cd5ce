// Loads the snippets of the README's section on form libraries as modules.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const fromRoot = path => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const [section] = readFileSync(fromRoot('pkg-template/README.md'), 'utf8')
  .split('\n### In a form library')[1]
  .split(/\n##+ /);
export const snippets = [...section.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code);

/** Creates a folder with the package and the other imports of the code installed. */
function folderFor(code) {
  const folder = mkdtempSync(join(tmpdir(), 'forms-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [, name] of code.matchAll(/from '((?:@[^/']+\/)?[^/']+)/g)) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(fromRoot(name === 'postpeer-wasm' ? 'pkg' : `node_modules/${name}`), path, 'junction');
  }
  return folder;
}

/** Imports the only snippet that contains a text. */
export async function importSnippet(wanted) {
  const [code, ...others] = snippets.filter(text => text.includes(wanted));
  if (!code || others.length > 0) throw new Error(`${others.length + (code ? 1 : 0)} snippets have ${wanted}`);
  const file = join(folderFor(code), 'snippet.mjs');
  writeFileSync(file, code);
  return import(pathToFileURL(file).href);
}
