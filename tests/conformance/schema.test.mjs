// Promise 1: the structural verdict agrees with Ajv running the official schema, on every generated post.
import assert from 'node:assert/strict';
import test from 'node:test';
import { DIFFERENCES } from './compare.mjs';
import { sitesOf, walk } from './generate.mjs';
import { seedOf, structureOf } from './library.mjs';
import { compareMany, pairs, payload, root } from './run.mjs';

const COUNT = Number(process.env.COUNT ?? 104_000);
const seed = seedOf();

const fail = differences =>
  assert.fail(`${differences.length} or more differences\n${differences.map(one => one.text).join('\n')}`);

/** The sites, mutations and keywords that the comparison reached. */
const seen = {
  fields: new Map([...sitesOf(root)].map(site => [site.id, 0])),
  mutations: new Map(pairs.map(pair => [nameOf(pair.site, pair.mutation), 0])),
  keywords: new Map(),
  differences: new Map(),
  brokenValid: 0,
  validMutated: 0,
};

function nameOf(site, mutation) {
  return `${site.id || 'the post'}: ${mutation.name}`;
}

const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);

test(`${COUNT} posts (seed ${seed}): verdict, paths, codes and limits agree with Ajv`, async () => {
  const differences = compareMany({
    validate: await structureOf('validate.js'),
    seed,
    count: COUNT,
    depth: 'codes',
    used: seen.differences,
    onMutation: (site, mutation) => count(seen.mutations, nameOf(site, mutation)),
    onPayload: ({ index, post, errors }) => {
      const meantValid = index % 2 === 0;
      if (meantValid && errors.length > 0) seen.brokenValid += 1;
      if (meantValid) walk(root, { post }, site => count(seen.fields, site.id));
      if (!meantValid && errors.length === 0) seen.validMutated += 1;
      for (const { schemaPath } of errors) count(seen.keywords, schemaPath);
    },
  });
  if (differences.length > 0) fail(differences);
});

test('the posts reached every field, every mutation at every site, every keyword and every known difference', t => {
  const seldom = (map, least) =>
    [...map].filter(([, times]) => times < least).map(([name, times]) => `${name} (${times})`);
  assert.equal(seen.brokenValid, 0, 'the valid half is valid');
  assert.ok(seen.validMutated < COUNT / 4, `${seen.validMutated} mutated posts are still valid`);
  assert.deepEqual(seldom(seen.fields, 50), [], 'fields seldom seen in valid posts');
  assert.deepEqual(seldom(seen.mutations, 3), [], 'mutations seldom applied');
  assert.deepEqual(
    keywordsOf(root).filter(keyword => !(seen.keywords.get(keyword) >= 3)),
    [],
    'keywords seldom reported by Ajv',
  );
  assert.deepEqual(
    DIFFERENCES.filter(({ name }) => !seen.differences.has(name)),
    [],
    'named differences never met',
  );
  t.diagnostic(
    `${seen.fields.size} fields, ${seen.mutations.size} pairs of site and mutation, ${seen.keywords.size} keywords, ${seen.validMutated} of ${COUNT / 2} mutated posts still valid`,
  );
  for (const [name, times] of seen.differences) t.diagnostic(`${name}: ${times} times`);
});

test('the whole package answers as /validate does', async () => {
  const differences = compareMany({
    validate: await structureOf('index.js'),
    seed: seed + 1,
    count: 20_000,
    depth: 'codes',
  });
  if (differences.length > 0) fail(differences);
});

test('a post is not changed', async () => {
  const validate = await structureOf('validate.js');
  for (let index = 0; index < 4_000; index += 1) {
    const post = payload(seed, index);
    const before = JSON.stringify(post);
    validate(post);
    assert.equal(JSON.stringify(post), before);
  }
});

/**
 * Ajv's names of the keywords that can fail. `type` of a branch cannot: a value that is not an object has no branch.
 */
function keywordsOf(top) {
  const CHECKED = [
    'type',
    'enum',
    'format',
    'pattern',
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
    'minItems',
    'maxItems',
    'uniqueItems',
    'additionalProperties',
  ];
  const names = {
    twitter: 'Twitter',
    instagram: 'Instagram',
    youtube: 'YouTube',
    tiktok: 'TikTok',
    pinterest: 'Pinterest',
    linkedin: 'LinkedIn',
    bluesky: 'Bluesky',
    facebook: 'Facebook',
    threads: 'Threads',
    googlebusiness: 'GoogleBusiness',
  };
  const out = [];
  const visit = (site, pointer) => {
    const inBranch = site.parent?.shape === 'union';
    const isTag =
      site.parent?.parent?.shape === 'union' && site.key === site.parent.parent.schema.discriminator.propertyName;
    for (const keyword of CHECKED)
      if (keyword in site.schema && !isTag && !(inBranch && keyword === 'type')) out.push(`${pointer}/${keyword}`);
    if (site.schema.required?.some(name => !(inBranch && name === site.parent.schema.discriminator.propertyName)))
      out.push(`${pointer}/required`);
    if (site.shape === 'union') {
      out.push(`${pointer}/discriminator`);
      [...site.branches.values()].forEach((branch, i) => visit(branch, `${pointer}/oneOf/${i}`));
    }
    for (const [name, child] of site.properties) {
      visit(
        child,
        name === 'platformSpecificData'
          ? `#/components/schemas/${names[site.schema.properties.platform.enum[0]]}Configurations`
          : `${pointer}/properties/${name}`,
      );
    }
    if (site.items) visit(site.items, `${pointer}/items`);
  };
  visit(top, '#');
  return out;
}
