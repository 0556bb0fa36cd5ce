// REFERENCE.md documents the values of every field, and the parameters and results of every operation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ROUTES } from '../../pkg/lib/generated/routes.js';

const reference = readFileSync('pkg/REFERENCE.md', 'utf8');
const types = readFileSync('pkg/types.d.ts', 'utf8');
const schema = JSON.parse(readFileSync('pkg/post.schema.json', 'utf8'));

/** The sections by their headings. */
const sections = new Map(
  reference
    .split(/^##+ /m)
    .slice(1)
    .map(text => [text.slice(0, text.indexOf('\n')), text]),
);
/** The rows of a section's table, each as an object with the heads as keys. */
function rowsOf(heading) {
  const cells = line => line.slice(2, -2).split(/(?<!\\) \| /);
  const [head, , ...rows] = sections
    .get(heading)
    .split('\n')
    .filter(line => line.startsWith('| '));
  return (rows ?? []).map(row => Object.fromEntries(cells(row).map((cell, place) => [cells(head)[place], cell])));
}
const grouped = number => number.toLocaleString('en-US');

test('every table is one', () => {
  for (const [heading, text] of sections) {
    const widths = text
      .split('\n')
      .filter(line => line.startsWith('|'))
      .map(line => line.split(/(?<!\\)\|/).length);
    assert.equal(new Set(widths).size <= 1, true, heading);
  }
});

test('every link leads to a heading, and no two headings are one in a link', () => {
  const anchors = [...reference.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
  assert.equal(new Set(anchors).size, anchors.length);
  for (const [, anchor] of reference.matchAll(/\]\(#([^)]+)\)/g)) assert.ok(anchors.includes(anchor), anchor);
});

/** The limits of a schema, in the words of a cell. */
function* said(node) {
  for (const value of node.enum ?? []) yield `\`${value}\``;
  for (const limit of ['minimum', 'maximum', 'maxLength', 'maxItems', 'minItems']) {
    if (node[limit] !== undefined && !(limit === 'minItems' && node[limit] === 1) && node[limit] !== 0)
      yield grouped(node[limit]);
  }
  if (node.minLength > 1) yield grouped(node.minLength);
  if (node.pattern) yield node.pattern;
  if (node.format === 'uri') yield 'an absolute URL';
  if (node.format === 'date-time') yield 'RFC 3339 with an offset';
  if (node.$ref) yield `](#${node.$ref.split('/').at(-1).toLowerCase()})`;
  for (const inner of [node.items, ...(node.oneOf ?? [])]) if (inner) yield* said(inner);
}

test('every field of a post has its allowed values and limits', () => {
  let fields = 0;
  for (const [name, { properties, required = [] }] of Object.entries(schema.$defs)) {
    if (!properties || name === 'ErrorResponse') continue;
    const rows = new Map(rowsOf(name).map(row => [row.field, row]));
    for (const [key, node] of Object.entries(properties)) {
      const row = rows.get(`\`${key}\``);
      assert.ok(row, `${name}.${key}`);
      assert.equal(row.required === 'yes', required.includes(key), `${name}.${key}`);
      for (const words of said(node))
        assert.ok(
          row['type and limits'].includes(words),
          `${name}.${key} does not say ${words}: ${row['type and limits']}`,
        );
      assert.equal(
        row.default ?? '',
        node.default === undefined ? '' : `\`${JSON.stringify(node.default)}\``,
        `${name}.${key}`,
      );
      fields++;
    }
  }
  assert.ok(fields > 100, `${fields}`);
});

test('every operation has its parameters, its body and its answer', () => {
  const declared = types.slice(types.indexOf('export interface Operations {'));
  for (const [name, method, path] of ROUTES) {
    const text = sections.get(`client.${name}`);
    assert.ok(text?.includes(`\`${method} ${path}\``), name);
    const [, own] = declared.split(`\n  '${name}': {\n`);
    const type = own.slice(0, own.indexOf('\n  };\n'));
    for (const [, key] of type.matchAll(/^ {6}(\w+)\??: /gm))
      assert.match(text, new RegExp(`\\| \`${key}\` \\| (path|query) \\|`), `${name} ${key}`);
    for (const [, names] of type.matchAll(/^ {4}(?:body|response): (.+);$/gm)) {
      for (const body of names.split(' | '))
        assert.ok(body === 'unknown' || text.includes(`[${body}](#${body.toLowerCase()})`), `${name} ${body}`);
    }
  }
});

test('every code of the types is listed, and every placeholder is explained', () => {
  const union = types.slice(
    types.indexOf('export type IssueCode'),
    types.indexOf(';', types.indexOf('export type IssueCode')),
  );
  const codes = [...union.matchAll(/'([^']+)'/g)].map(([, code]) => code);
  assert.equal(new Set(codes).size, codes.length);
  assert.ok(codes.includes('too_long') && codes.includes('twitter.text.too_long') && codes.includes('refused'));
  const listed = [...reference.matchAll(/^\| `([a-z_.]+)` \| /gm)].map(([, code]) => code);
  for (const code of codes) assert.ok(listed.includes(code), code);
  const places = new Set(
    [...reference.slice(reference.indexOf('| code |')).matchAll(/\{([a-z]+)\}/g)].map(([, place]) => place),
  );
  for (const place of places) assert.match(sections.get('Issues'), new RegExp(`^- .*\`\\{${place}\\}\``, 'm'), place);
});

test('a limit of a rule has its unit', () => {
  const bare = [...sections.keys()]
    .filter(heading => heading.startsWith('Rules for '))
    .flatMap(rowsOf)
    .filter(({ limit }) => /^[\d.,a-z ]*\d$/.test(limit ?? ''));
  assert.deepEqual(bare, []);
});
