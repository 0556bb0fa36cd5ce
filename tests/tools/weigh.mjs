// What each entry costs a page: bundled for a browser by esbuild, minified, gzipped, its wasm included; and whether
// that is within the budget of tests/size-budget.json.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';

const gzip = bytes => gzipSync(bytes, { level: 9 }).length;
const columns = row => row.map((cell, i) => (i === 0 ? String(cell).padEnd(30) : String(cell).padStart(9))).join('  ');

/** Everything an entry exports, in one file, as a page would get it. */
function bundle(entry, folder) {
  const { outputFiles, metafile } = buildSync({
    stdin: { contents: `export * from './${basename(entry)}';`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
    legalComments: 'none',
    outdir: folder,
  });
  return { bytes: outputFiles[0].contents, modules: Object.keys(metafile.inputs) };
}

/** Prints the table of entries and of what their parts cost; says whether every budget holds. */
export function weigh(folder) {
  const budgets = JSON.parse(readFileSync('tests/size-budget.json', 'utf8'));
  console.log(`\n${columns(['entry, bundled and minified', 'raw', 'brotli', 'gzip', 'budget'])}`);
  const parts = new Set();
  let holds = true;
  for (const [name, { file, gzip: budget }] of Object.entries(budgets)) {
    if (!existsSync(join(folder, file))) continue;
    const { bytes, modules } = bundle(file, folder);
    const size = gzip(bytes);
    const over = size > budget;
    holds &&= !over;
    console.log(columns([name, bytes.length, brotliCompressSync(bytes).length, size, budget]) + (over ? '  OVER' : ''));
    for (const module of modules) if (module.endsWith('.js')) parts.add(module);
  }
  console.log(`\n${columns(['wasm file', 'raw', 'brotli', 'gzip'])}`);
  for (const file of readdirSync(folder).filter(name => name.endsWith('.wasm'))) {
    const bytes = readFileSync(join(folder, file));
    console.log(columns([file, bytes.length, brotliCompressSync(bytes).length, gzip(bytes)]));
  }
  console.log(`\n${columns(['inline form, gzipped', 'base64', 'deflated'])}  (the latter needs lib/inflate.js, below)`);
  for (const file of readdirSync(folder).filter(name => name.endsWith('.inline.js'))) {
    const plain = readFileSync(join(folder, file.replace('.inline.js', '.wasm'))).toString('base64');
    console.log(columns([file, gzip(plain), gzip(readFileSync(join(folder, file)))]));
  }
  console.log(`\n${columns(['part, minified on its own', 'raw', '', 'gzip'])}`);
  for (const part of [...parts].sort()) {
    const { code } = transformSync(readFileSync(part, 'utf8'), { minify: true, format: 'esm', target: 'es2022' });
    console.log(columns([part.slice(part.indexOf(folder)), code.length, '', gzip(code)]));
  }
  if (!holds) console.error('\nAn entry is over its budget (tests/size-budget.json).');
  return holds;
}
