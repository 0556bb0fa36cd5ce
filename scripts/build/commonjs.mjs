// Every module again, for `require`.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { PKG, read } from './run.mjs';

/** Only bundlers for workerd and edge functions read these, always as ES modules. */
const importOnly = name => /\.(workerd|edge|module|query)\.js$/.test(name);
const withTwinSpecifiers = text => text.replaceAll(/(?<=['"]\.{1,2}\/[^'"]*)\.js(?=['"])/g, '.cjs');

export function writeCommonJs() {
  for (const name of readdirSync(PKG, { recursive: true })) {
    const path = join(PKG, name);
    if (name.endsWith('.d.ts')) {
      writeFileSync(path.replace(/ts$/, 'cts'), withTwinSpecifiers(read(path)));
    } else if (name.endsWith('.js') && !importOnly(name)) {
      const text = withTwinSpecifiers(read(path));
      const { code } = transformSync(text, { format: 'cjs', target: 'node20', platform: 'node' });
      writeFileSync(path.replace(/js$/, 'cjs'), code);
    }
  }
}
