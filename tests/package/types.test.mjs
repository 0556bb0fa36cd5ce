// The types match the exports, the snippets compile as printed, and types.mts compiles as it states.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { buildSync } from 'esbuild';
import { ROOT, run } from '../matrix/install.mjs';

const manifest = JSON.parse(readFileSync('pkg/package.json', 'utf8'));
const entries = Object.entries(manifest.exports).filter(([, target]) => typeof target !== 'string');

// Inside the repository, whose packages the snippets import.
mkdirSync('target', { recursive: true });
const folder = mkdtempSync(resolve('target/types-'));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'node_modules'));
symlinkSync(resolve('pkg'), join(folder, 'node_modules/postpeer-wasm'), 'junction');
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
const put = (name, text) => {
  writeFileSync(join(folder, name), text);
  return name;
};

const STRICT = [
  '--strict',
  '--noEmit',
  '--skipLibCheck',
  '--noUncheckedSideEffectImports',
  '--types',
  'node',
  '--target',
  'es2022',
  '--lib',
  'es2023,dom,dom.iterable,dom.asynciterable',
];
const RESOLUTIONS = [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
];
const compile = ([module, moduleResolution], files, ...flags) =>
  run(
    join(ROOT, 'node_modules/.bin/tsc'),
    [...STRICT, ...flags, '--module', module, '--moduleResolution', moduleResolution, ...files],
    { cwd: folder },
  );

/**
 * The exports of a module as a bundler sees them, including WebAssembly that only workerd and edge functions can load.
 */
function exportsOf(file) {
  const { metafile, outputFiles } = buildSync({
    entryPoints: [join('pkg', file)],
    bundle: true,
    format: 'esm',
    external: ['*.wasm', '*.wasm?module'],
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  assert.equal(outputFiles.length, 1);
  return Object.values(metafile.outputs)[0].exports.sort();
}

/** Compiles only if the names are exactly those that the types have as values. */
const sameNames = (specifier, names) => `import * as all from '${specifier}';
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const same: Same<keyof typeof all, ${names.map(name => `'${name}'`).join(' | ')}> = true;
`;

test('every entry exports exactly what its types declare, in every form', async () => {
  const files = [];
  for (const [entry, forms] of entries) {
    const specifier = entry.replace('.', 'postpeer-wasm');
    const names = exportsOf(forms.import.default.slice(2));
    for (const [form, { default: file }] of Object.entries(forms)) {
      if (form === 'require')
        assert.deepEqual(Object.keys(createRequire(import.meta.url)(resolve('pkg', file))).sort(), names, file);
      else assert.deepEqual(exportsOf(file.slice(2)), names, file);
    }
    const stem = entry.replaceAll(/\W/g, '_');
    files.push(put(`exports${stem}.mts`, sameNames(specifier, names)));
    files.push(put(`exports${stem}.cts`, sameNames(specifier, names)));
  }
  assert.equal(entries.filter(([entry]) => !entry.startsWith('./locales/')).length, 6);
  await compile(RESOLUTIONS[0], files);
  const wrong = put('wrong.mts', sameNames('postpeer-wasm/media', ['MediaError', 'probeMedia', 'errorOf']));
  await assert.rejects(compile(RESOLUTIONS[0], [wrong]), /TS2322/);
});

const snippetsOf = text => [...text.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code);
const readmes = ['README.md', 'pkg-template/README.md'];

for (const resolution of RESOLUTIONS) {
  test(`the snippets of the READMEs compile as printed, module resolution ${resolution[1]}`, async () => {
    const files = readmes.flatMap((readme, place) =>
      snippetsOf(readFileSync(readme, 'utf8')).map((code, i) =>
        put(`readme-${place}-${i}.ts`, `${code}\nexport {};\n`),
      ),
    );
    assert.ok(files.length > 14, `${files.length}`);
    put('sign-in.ts', 'export declare function userOf(request: Request): Promise<{ accounts: string[] } | null>;\n');
    // They are JavaScript, so parameters of the app's functions have no types. Everything else is strict.
    await compile(resolution, files, '--noImplicitAny', 'false');
  });

  test(`types.mts compiles, module resolution ${resolution[1]}`, async () => {
    await compile(
      resolution,
      [put('types.mts', readFileSync('tests/package/types.mts', 'utf8'))],
      '--exactOptionalPropertyTypes',
      '--noUncheckedIndexedAccess',
    );
  });
}

/** Names that the snippets in comments use without a declaration. */
const AROUND = `import PostPeer, { validatePost } from 'postpeer-wasm';
import type { CreateResult, Post, PostPeerError, Receipt } from 'postpeer-wasm';
import { probeMedia } from 'postpeer-wasm/media';
import { createRelay } from 'postpeer-wasm/relay';
declare const client: PostPeer, post: Post, draft: unknown, result: CreateResult, bar: { value: number };
declare const error: PostPeerError & { receipt: Receipt };
declare const input: { files: File[]; onchange: () => void };
declare function yourSignIn(request: Request, env: unknown): Promise<{ accounts: string[] } | null>;
`;

test('the snippets in the comments of the types compile too', async () => {
  const files = [];
  for (const name of readdirSync('pkg-template').filter(file => file.endsWith('.d.ts'))) {
    const text = readFileSync(join('pkg-template', name), 'utf8').replaceAll(/^ *\* ?/gm, '');
    for (const [i, code] of snippetsOf(text).entries()) {
      // A snippet with imports is complete. Others get a block, in which they may redeclare names.
      const whole = code.includes('import ') ? code : `${AROUND}{\n${code}}\n`;
      // Without `.d.` in its name: TypeScript would take the file for a declaration and skip it.
      files.push(put(`comment-${name.replaceAll('.', '-')}-${i}.ts`, `${whole}export {};\n`));
    }
  }
  assert.ok(files.length >= 9, `${files.length}`);
  await compile(RESOLUTIONS[1], files);
});
