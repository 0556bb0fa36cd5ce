// Every module again, for `require`.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { PKG, read } from './run.mjs';

/** Only bundlers for workerd and edge functions read these, always as ES modules. */
const importOnly = name => /\.(workerd|edge|module|query)\.js$/.test(name);
const withTwinSpecifiers = text => text.replaceAll(/(?<=['"]\.{1,2}\/[^'"]*)\.js(?=['"])/g, '.cjs');

/**
 * True for a module of constants alone. esbuild would export each with a getter, and getters in a hot loop cost a third
 * of a check. Properties cost nothing.
 */
const isConstants = text =>
  /^export const/m.test(text) && !/^(?!$|\/\/|export const \w+ = (?:-?[\d.]+|'.*');$)/m.test(text);

export function writeCommonJs() {
  for (const name of readdirSync(PKG, { recursive: true })) {
    const path = join(PKG, name);
    if (name.endsWith('.d.ts')) {
      writeFileSync(path.replace(/ts$/, 'cts'), withTwinSpecifiers(read(path)));
    } else if (name.endsWith('.js') && !importOnly(name)) {
      const text = withTwinSpecifiers(read(path));
      if (isConstants(text)) {
        writeFileSync(path.replace(/js$/, 'cjs'), text.replaceAll(/^export const (?=\w+ =)/gm, 'exports.'));
        continue;
      }
      const { code } = transformSync(text, { format: 'cjs', target: 'node20', platform: 'node' });
      writeFileSync(path.replace(/js$/, 'cjs'), code);
    }
  }
}
