// What each entry costs a page: bundled for a browser by esbuild, minified, gzipped, its wasm included.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';

const gzip = bytes => gzipSync(bytes, { level: 9 }).length;
const brotli = bytes => brotliCompressSync(bytes).length;
const line = row => row.map((cell, i) => (i === 0 ? String(cell).padEnd(30) : String(cell).padStart(9))).join('  ');

/** Everything an entry exports, in one file, as a page would get it. */
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

/** The entries that the budget names and the folder has: their sizes, budgets and modules. */
export function entries(folder) {
  return Object.entries(JSON.parse(readFileSync('tests/size-budget.json', 'utf8')))
    .filter(([, { file }]) => existsSync(join(folder, file)))
    .map(([name, { file, gzip: budget }]) => {
      const { bytes, modules } = bundle(folder, file);
      return { name, budget, modules, raw: bytes.length, brotli: brotli(bytes), gzip: gzip(bytes) };
    });
}

/** Prints the table of entries and of what their parts cost. */
export function weigh(folder) {
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
  console.log(
    `\n${line(['inline form, gzipped', 'base64', 'packed'])}  (what is packed needs unpack.inline.js, below)`,
  );
  for (const file of readdirSync(folder).filter(name => name.endsWith('.wasm'))) {
    const plain = readFileSync(join(folder, file)).toString('base64');
    const inline = file.replace('.wasm', '.inline.js');
    console.log(line([inline, gzip(plain), gzip(readFileSync(join(folder, inline)))]));
  }
  console.log(`\n${line(['part, minified on its own', 'raw', 'gzip'])}`);
  for (const part of [...new Set(all.flatMap(entry => entry.modules))].sort()) {
    const { code } = transformSync(readFileSync(part, 'utf8'), { minify: true, format: 'esm', target: 'es2022' });
    console.log(line([part.slice(part.indexOf(folder)), code.length, gzip(code)]));
  }
}
