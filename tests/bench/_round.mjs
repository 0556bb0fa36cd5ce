// Times one payload in its own process, so that no other payload shapes the optimised code of a contestant. Arguments:
// the payload, the rounds, the contestants. Prints JSON: nanoseconds per call of each contestant in each round.
import { pathToFileURL } from 'node:url';
import { interleaved } from './_interleaved.mjs';
import { PAYLOADS, copies } from './_payloads.mjs';
import { WITH_RULES, bundleOf } from './_schemas.mjs';

const [payload, rounds, ...names] = process.argv.slice(2);
const { valid } = PAYLOADS[payload];
const posts = copies(payload);
const contestants = await Promise.all(
  names.map(async name => ({ name, call: (await import(pathToFileURL(bundleOf(name)).href)).check })),
);

function assertAnswers() {
  for (const { name, call } of contestants) {
    // The rules check more than the schema. They may refuse a post that the schema accepts.
    if (name === WITH_RULES && valid) continue;
    for (const post of posts) if (call(post) !== valid) throw new Error(`${name} says ${!valid} of ${payload}`);
  }
}

const times = interleaved(contestants, posts, Number(rounds), payload.length, assertAnswers);
process.stdout.write(JSON.stringify({ bytes: JSON.stringify(posts[0]).length, times }));
