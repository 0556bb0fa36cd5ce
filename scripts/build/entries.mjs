// The entries of the package: written by hand in pkg-template, on the inline engine, and copied once for each other way
// in which an engine comes to its wasm file.
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageVersion } from '../pins.mjs';
import { PKG, read, TEMPLATE, writeModule } from './run.mjs';

/** The comment at the top of each form. */
const FORM_COMMENTS = {
  inline: 'In this form the WebAssembly is inline.',
  module: 'In this form, for workerd, the WebAssembly is a compiled module.',
  query: 'In this form, for edge functions, the WebAssembly is a module compiled by `?module`.',
  given: 'In this form, postpeer-wasm/slim, the WebAssembly is given to `init`.',
};

const LOCALE_TYPES = `import type { IssueMessages } from '../../validate.js';

declare const messages: IssueMessages;
export default messages;
`;

const INLINE_ENGINE = /(?<=from '\.\/\w+\.)inline(?=\.js')/g;

/** The files made of one entry: names and texts. An entry without wasm has one form. */
function formsOf(file) {
  const entry = read(join(TEMPLATE, file));
  if (entry.search(INLINE_ENGINE) < 0) return [[file, entry]];
  const stem = file.slice(0, -'.js'.length);
  const form = engine => entry.replaceAll(INLINE_ENGINE, engine).replace(/^(?!\/\/)/m, `// ${FORM_COMMENTS[engine]}\n`);
  const forms = [
    [file, form('inline')],
    [`${stem}.workerd.js`, form('module')],
    [`${stem}.edge.js`, form('query')],
  ];
  if (file === 'index.js')
    forms.push(['slim.js', `${form('given')}\nexport { init } from './lib/wasm/wasm-source.js';\n`]);
  return forms;
}

/** The wasm files that an entry needs. */
const wasmOf = file => [...read(file).matchAll(/from '\.\/(\w+)\.inline\.js'/g)].map(([, name]) => name);

/** Writes the types of each locale, and returns its rows for `exports`: `postpeer-wasm/locales/<tag>`. */
function localeExports() {
  const folder = 'lib/locales';
  const files = existsSync(join(TEMPLATE, folder)) ? readdirSync(join(TEMPLATE, folder)) : [];
  const rows = files.map(file => {
    const tag = file.slice(0, -'.js'.length);
    const form = (types, module) => ({ types: `./${folder}/${tag}.${types}`, default: `./${folder}/${tag}.${module}` });
    writeModule(`${folder}/${tag}.d.ts`, LOCALE_TYPES);
    return [`./locales/${tag}`, { import: form('d.ts', 'js'), require: form('d.cts', 'cjs') }];
  });
  return Object.fromEntries(rows);
}

/** Writes the entries whose wasm files are built, what goes with them, and package.json. */
export function writeEntries(built) {
  cpSync(join(TEMPLATE, 'lib'), join(PKG, 'lib'), { recursive: true });
  for (const file of readdirSync(TEMPLATE).filter(name => name !== 'lib')) {
    if (!file.endsWith('.js')) {
      cpSync(join(TEMPLATE, file), join(PKG, file));
    } else if (wasmOf(join(TEMPLATE, file)).every(name => built.includes(name))) {
      for (const [name, text] of formsOf(file)) writeModule(name, text);
    }
  }
  const manifest = JSON.parse(read(join(TEMPLATE, 'package.json')));
  Object.assign(manifest, { version: packageVersion(), exports: { ...manifest.exports, ...localeExports() } });
  writeModule('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
  for (const file of ['LICENSE', 'NOTICE', 'THIRD-PARTY.md', 'CHANGELOG.md', 'SECURITY.md'])
    cpSync(file, join(PKG, file));
}
