// THIRD-PARTY.md names all third-party code in the WebAssembly, with the licence texts that must be included.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const cargo = (...args) =>
  execFileSync('cargo', args, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] });
const target = 'wasm32-unknown-unknown';
const features = ['--no-default-features', '--features', 'client,validate,media'];

/** The crates that are compiled into a wasm file. Macros run at compile time and do not count. */
const tree = cargo(
  'tree',
  '--edges',
  'normal,no-proc-macro',
  '--target',
  target,
  ...features,
  '--prefix',
  'none',
  '--format',
  '{p}',
);
const inside = new Set(
  tree
    .split('\n')
    .filter(Boolean)
    .map(line => line.split(' ').slice(0, 2).join(' ')),
);
const { packages } = JSON.parse(cargo('metadata', '--format-version', '1', '--filter-platform', target, ...features));
const crates = packages.filter(({ name, version, source }) => source !== null && inside.has(`${name} v${version}`));

const document = readFileSync('pkg/THIRD-PARTY.md', 'utf8');
const [, underBoth, underMit, underUnicode] = document.split(/^## /m);
const plain = text => text.replaceAll(/\s+/g, ' ').trim();
const licenceOf = folder =>
  readFileSync(
    join(
      folder,
      readdirSync(folder).find(name => /^LICENSE(-MIT)?(\.md|\.txt)?$/.test(name)),
    ),
    'utf8',
  );

test('cargo lists the crates', () => {
  assert.ok(crates.length > 15, `${crates.length}`);
  assert.ok(crates.some(({ name }) => name === 'talc') && crates.some(({ name }) => name === 'serde-wasm-bindgen'));
});

for (const { name, license, manifest_path: manifest } of crates) {
  test(`${name} is listed under its licence, ${license}`, () => {
    if (/Apache-2\.0/.test(license)) {
      assert.ok(underBoth.includes(`\n- \`${name}\`\n`));
      if (/AND Unicode-3\.0/.test(license)) assert.ok(underBoth.includes(`\`${name}\` holds data under Unicode-3.0`));
    } else {
      assert.equal(license, 'MIT', 'a licence of another kind needs a section of its own');
      const [, section] = underMit.split(`### \`${name}\`\n`);
      assert.ok(
        plain(section.split('\n### ')[0]).includes(plain(licenceOf(dirname(manifest)))),
        "the text is the crate's own",
      );
    }
  });
}

test('every listed crate is in use', () => {
  const named = [...underBoth.matchAll(/^- `(.+)`$/gm), ...underMit.matchAll(/^### `(.+)`$/gm)].map(([, name]) => name);
  assert.deepEqual(named.sort(), crates.map(({ name }) => name).sort());
});

test('the licence of the Unicode data is included', () => {
  const { manifest_path: manifest } = crates.find(({ name }) => name === 'unicode-ident');
  const theirs = readFileSync(join(dirname(manifest), 'LICENSE-UNICODE'), 'utf8').replace(/1991-\d+/, '1991-2025');
  assert.ok(plain(underUnicode).includes(plain(theirs)));
});

test('the tarball has the notices', () => {
  const packed = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json'], {
      cwd: 'pkg',
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const { files } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0];
  const names = files.map(({ path }) => path);
  for (const name of [
    'LICENSE',
    'NOTICE',
    'THIRD-PARTY.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'REFERENCE.md',
    'README.md',
  ])
    assert.ok(names.includes(name), name);
});
