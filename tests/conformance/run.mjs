// Compares a validator with the schema. Separate from the library, so that a test can run it on validators with planted
// mistakes.
import { disagreements, expectedOf, shrink, source } from './compare.mjs';
import { layOut, sitesOf, validPost, walk } from './generate.mjs';
import { MUTATIONS } from './mutate.mjs';
import { Random } from './random.mjs';
import { loadSpec } from '../support/external-fixtures.mjs';
import { officialVerdict, postSchema } from './spec.mjs';

const spec = loadSpec();
export const root = layOut(postSchema(spec));
export const verdict = officialVerdict(spec);

/** Every pair of a site and a mutation that applies to it. */
export const pairs = [...sitesOf(root)].flatMap(site =>
  MUTATIONS.filter(({ applies }) => applies(site)).map(mutation => ({ site, mutation })),
);

/**
 * Payload number `index` of a seed. Even ones are valid, odd ones have one to five mutations, which are written to
 * `log`.
 */
export function payload(seed, index, log = null) {
  const r = new Random(seed, index);
  if (index % 2 === 0) {
    const sites = validSites;
    return validPost(r, root, sites[(index / 2) % sites.length]);
  }
  // Take the pairs in turn, so that none depends on chance. Later mutations are random.
  const { site, mutation } = pairs[((index - 1) / 2) % pairs.length];
  const box = { post: validPost(r, root, site) };
  const first = nodesOf(box, node => node.site === site);
  if (first.length > 0 && mutation.apply(r, r.pick(first))) log?.(site, mutation);
  for (let more = r.chance(0.4) ? 0 : r.between(1, 4); more > 0; more -= 1) {
    const node = r.pick(nodesOf(box, () => true));
    const applicable = MUTATIONS.filter(({ applies }) => applies(node.site));
    if (applicable.length === 0) continue;
    const next = r.pick(applicable);
    if (next.apply(r, node)) log?.(node.site, next);
  }
  return box.post;
}

const validSites = [...sitesOf(root)];

function nodesOf(box, accept) {
  const found = [];
  walk(root, box, (site, holder, key, value) => {
    const node = { site, holder, key, value };
    if (accept(node)) found.push(node);
  });
  return found;
}

/** Compares `validate` with the schema on payloads `from` … `from + count − 1`. Stops after `most` differences. */
export function compareMany({
  validate,
  seed,
  from = 0,
  count,
  depth = 'paths',
  most = 3,
  onPayload = null,
  onMutation = null,
  used = null,
}) {
  const differences = [];
  for (let index = from; index < from + count; index += 1) {
    const post = payload(seed, index, onMutation);
    const errors = verdict(post);
    const expected = expectedOf(post, errors, used);
    onPayload?.({ index, post, errors, expected });
    const lines = judge(validate, post, expected, depth);
    if (lines.length === 0) continue;
    differences.push(describe({ validate, seed, index, post, depth, lines }));
    if (differences.length >= most) break;
  }
  return differences;
}

function judge(validate, post, expected, depth) {
  try {
    return disagreements(validate(post), expected, depth);
  } catch (error) {
    return [`threw ${error?.name}: ${error?.message}`];
  }
}

function describe({ validate, seed, index, post, depth, lines }) {
  // A smaller post may fail for another reason. It is still a difference, and the first lines are kept.
  const fails = candidate => judge(validate, candidate, expectedOf(candidate, verdict(candidate)), depth).length > 0;
  const small = shrink(post, fails);
  const why = judge(validate, small, expectedOf(small, verdict(small)), depth);
  return {
    index,
    post: small,
    text: [
      `seed ${seed}, payload ${index}:`,
      ...lines.slice(0, 8).map(line => `  ${line}`),
      `  smallest: ${source(small)}`,
      ...why.slice(0, 4).map(line => `    ${line}`),
    ].join('\n'),
  };
}
