// Lists the ids that each locale lacks; those fall back to English. Fails on ids that no text has. Reads the built
// package: `node scripts/locales.mjs [directory]`.
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageIds } from '../pkg/lib/validate/messages.js';
import { workspaceOf } from '../pkg/lib/validate/workspace.js';
import { engine } from '../pkg/validate.inline.js';

const directory = resolve(process.argv[2] ?? 'pkg-template/lib/locales');
const files = existsSync(directory) ? readdirSync(directory).filter(name => /\.m?js$/.test(name)) : [];
const ids = messageIds(workspaceOf(engine).tables);
if (files.length === 0) console.log(`There is no locale. Each has up to ${ids.length} texts.`);
for (const file of files) {
  const { default: locale } = await import(pathToFileURL(resolve(directory, file)));
  const lacking = ids.filter(id => !Object.hasOwn(locale, id));
  const unknown = Object.keys(locale).filter(id => !ids.includes(id));
  console.log(
    `${file}: ${ids.length - lacking.length} of ${ids.length} texts${lacking.map(id => `\n  lacks ${id}`).join('')}`,
  );
  for (const id of unknown) console.error(`${file}: no text has the id ${id}`);
  if (unknown.length > 0) process.exitCode = 1;
}
