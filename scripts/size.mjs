// The size of each entry in a page: bundled for a browser by esbuild, minified, gzipped, with its wasm.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';

const gzip = bytes => gzipSync(bytes, { level: 9 }).length;
const brotli = bytes => brotliCompressSync(bytes).length;
const line = row => row.map((cell, i) => (i === 0 ? String(cell).padEnd(30) : String(cell).padStart(9))).join('  ');

/** Bundles everything that an entry exports, as a page would get it. */
function bundle(folder, file) {
  const { outputFiles, metafile } = buildSync({
    stdin: { contents: `export * from './${file}';`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
    legalComments: 'none',
  });
  return { bytes: outputFiles[0].contents, modules: Object.keys(metafile.inputs).filter(path => path.endsWith('.js')) };
}

/** The entries of the budget that the folder has: sizes, budgets and modules. */
export function entries(folder) {
  return Object.entries(JSON.parse(readFileSync('tests/size-budget.json', 'utf8')))
    .filter(([, { file }]) => existsSync(join(folder, file)))
    .map(([name, { file, gzip: budget }]) => {
      const { bytes, modules } = bundle(folder, file);
      return { name, budget, modules, raw: bytes.length, brotli: brotli(bytes), gzip: gzip(bytes) };
    });
}

/** Prints the size of each entry, wasm file and module. */
export function printSizes(folder) {
  const all = entries(folder);
  console.log(`\n${line(['entry, bundled and minified', 'raw', 'brotli', 'gzip', 'budget'])}`);
  for (const entry of all) {
    const row = line([entry.name, entry.raw, entry.brotli, entry.gzip, entry.budget]);
    console.log(entry.gzip > entry.budget ? `${row}  OVER` : row);
  }
  console.log(`\n${line(['wasm file', 'raw', 'brotli', 'gzip'])}`);
  for (const file of readdirSync(folder).filter(name => name.endsWith('.wasm'))) {
    const bytes = readFileSync(join(folder, file));
    console.log(line([file, bytes.length, brotli(bytes), gzip(bytes)]));
  }
  console.log(`\n${line(['module, minified on its own', 'raw', 'gzip'])}`);
  for (const module of [...new Set(all.flatMap(entry => entry.modules))].sort()) {
    const { code } = transformSync(readFileSync(module, 'utf8'), { minify: true, format: 'esm', target: 'es2022' });
    console.log(line([module.slice(module.indexOf(folder)), code.length, gzip(code)]));
  }
}
