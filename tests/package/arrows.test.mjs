// Files depend on each other in one direction: no circle of files, and no arrow from a lower room to a higher one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { circleIn, edgesOf, filesIn, javascriptUses, rustUses, textsIn, usePaths } from './dependencies.mjs';

/** The rooms of the crate, from the top. A room uses rooms of the lines below its own, and itself. */
const RUST = [['js'], ['exchange', 'outbox', 'check', 'media'], ['text', 'tables'], ['api'], ['rules'], ['calendar']];
/** The rooms of the package, from the top. `entries` are the files that users import; `engines` load a wasm file. */
const JAVASCRIPT = [
  ['entries'],
  ['composer'],
  ['relay', 'sandbox', 'outbox'],
  ['client'],
  ['validate', 'media'],
  ['text'],
  ['engines'],
  ['wasm', 'api'],
  ['generated', 'locales'],
];
/** Arrows within a line: `outbox` sends with `exchange`. */
const WITHIN_A_LINE = new Set(['outbox → exchange']);

const rustRoom = file => file.split('/')[0].replace(/\.rs$/, '');
const javascriptRoom = file => {
  const [, room] = /^lib\/([^/]+)\//.exec(file) ?? [];
  return room ?? (/\.(inline|module|query|given|glue)\.js$/.test(file) ? 'engines' : 'entries');
};

/** The edges that lead from a room to one that is not below it. */
function upward(uses, rooms, roomOf) {
  const lineOf = file => rooms.findIndex(line => line.includes(roomOf(file)));
  return edgesOf(uses)
    .filter(([from, to]) => {
      const [above, below] = [roomOf(from), roomOf(to)];
      return above !== below && lineOf(from) >= lineOf(to) && !WITHIN_A_LINE.has(`${above} → ${below}`);
    })
    .map(([from, to]) => `${from} uses ${to}: ${roomOf(from)} is not above ${roomOf(to)}`);
}

function assertNoCircle(uses) {
  const circle = circleIn(uses);
  if (circle) assert.fail(`a circle of files: ${[...circle, circle[0]].join(' → ')}`);
}

function assertRoomsAreKnown(files, rooms, roomOf) {
  for (const file of files) assert.ok(rooms.flat().includes(roomOf(file)), `${file}: an unknown room`);
}

// The generator in src/bin is a crate of its own, above this one.
const rust = rustUses(new Map([...textsIn('src', '.rs')].filter(([file]) => !file.startsWith('bin/'))));
// The crate's root declares the rooms; it belongs to none of them.
rust.delete('lib.rs');
const javascript = javascriptUses(textsIn('pkg', '.js'));

test('Rust: every file is in a known room', () => assertRoomsAreKnown(rust.keys(), RUST, rustRoom));
test('Rust: no circle of files', () => assertNoCircle(rust));
test('Rust: no circle of files in the generator', () => {
  const uses = rustUses(textsIn('src/bin/generate', '.rs'));
  assert.ok(edgesOf(uses).length > 2);
  assertNoCircle(uses);
});
test('Rust: arrows lead downward', () => assert.deepEqual(upward(rust, RUST, rustRoom), []));

test('JavaScript: every file is in a known room', () =>
  assertRoomsAreKnown(javascript.keys(), JAVASCRIPT, javascriptRoom));
test('JavaScript: no circle of files', () => assertNoCircle(javascript));
test('JavaScript: arrows lead downward', () => assert.deepEqual(upward(javascript, JAVASCRIPT, javascriptRoom), []));

test('the core does not name JavaScript', () => {
  const found = filesIn('src', '.rs')
    .filter(file => rustRoom(file) !== 'js')
    .filter(file => /wasm_bindgen|js_sys|web_sys/.test(readFileSync(`src/${file}`, 'utf8')));
  assert.deepEqual(found, []);
});

test('the app and the examples use the package through its entries', () => {
  const tracked = execFileSync('git', ['ls-files', 'www'], { encoding: 'utf8' }).split('\n');
  const found = tracked
    .filter(file => /\.(m?js|ts)$/.test(file))
    .flatMap(file => {
      const specifiers = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g);
      return [...specifiers].map(([, specifier]) => `${file} imports ${specifier}`);
    })
    .filter(line =>
      /imports .*(?:\bpkg(?:-template)?|postpeer-wasm)\/lib\/|\.(?:inline|glue|module|query|given)\.js$/.test(line),
    );
  assert.deepEqual(found, []);
});

// The readers, on sources made for them.

test('a circle is found, and named by its files', () => {
  const uses = javascriptUses(
    new Map([
      ['a.js', "import { b } from './lib/b.js';"],
      ['lib/b.js', "import {\n  one,\n  c,\n} from './c.js';\nimport fs from 'node:fs';"],
      ['lib/c.js', "export * from '../a.js';\nconst later = () => import('./d.js');"],
      ['lib/d.js', '// import { a } from elsewhere'],
    ]),
  );
  assert.deepEqual(circleIn(uses), ['a.js', 'lib/b.js', 'lib/c.js']);
  assert.deepEqual([...uses.get('lib/c.js')], ['a.js', 'lib/d.js']);
  uses.get('lib/c.js').delete('a.js');
  assert.equal(circleIn(uses), null);
});

test('the trees of Rust imports are read', () => {
  const paths = usePaths('super::{a::{self, B}, c::D as E, f}').map(({ path, name }) => [path.join('::'), name]);
  assert.deepEqual(paths, [
    ['super::a', 'a'],
    ['super::a::B', 'B'],
    ['super::c::D', 'E'],
    ['super::f', 'f'],
  ]);
});

test('paths of Rust are resolved to files', () => {
  const uses = rustUses(
    new Map([
      ['lib.rs', 'pub mod api;\npub mod check;'],
      ['api/mod.rs', 'mod post;\npub mod rule;\npub use self::post::POST;\nfn f() { rule::g(); }'],
      [
        'api/post.rs',
        'use super::rule::{Rule, Kind};\n// use crate::check::C;\n#[cfg(test)]\nmod tests { use crate::check::C; }',
      ],
      ['api/rule.rs', 'use std::fmt;\npub struct Rule;\npub fn g() { let text = "crate::check::C"; }'],
      [
        'check/mod.rs',
        'use crate::api::POST;\nuse crate::api::rule as r;\nfn f() -> r::Kind { crate::api::rule::g() }',
      ],
    ]),
  );
  assert.deepEqual([...uses.get('api/mod.rs')], ['api/post.rs', 'api/rule.rs']);
  assert.deepEqual([...uses.get('api/post.rs')], ['api/rule.rs']);
  assert.deepEqual([...uses.get('api/rule.rs')], []);
  assert.deepEqual([...uses.get('check/mod.rs')].sort(), ['api/post.rs', 'api/rule.rs']);
  assert.equal(circleIn(uses), null);
  assert.deepEqual(upward(new Map([['api/post.rs', new Set(['check/mod.rs'])]]), RUST, rustRoom), [
    'api/post.rs uses check/mod.rs: api is not above check',
  ]);
});
