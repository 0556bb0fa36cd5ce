// One payload in a process of its own, so that no contestant's optimised code was shaped by another payload.
// Arguments: the payload, the rounds. Answers on stdout as JSON: nanoseconds per call of each contestant in each round.
import { pathToFileURL } from 'node:url';
import { Random } from '../conformance/random.mjs';
import { PAYLOADS, copies } from './_payloads.mjs';
import { bundleOf } from './_schemas.mjs';

const [payload, rounds, ...names] = process.argv.slice(2);
// Nanoseconds of each contestant before the first round, and in each round.
const WARM = 100e6;
const SLICE = 25e6;
const { valid } = PAYLOADS[payload];
const posts = copies(payload);
const r = new Random(1, payload.length);
const known = names.filter((name) => name !== 'ours with all rules');

const contestants = await Promise.all(names.map(async (name) => ({ name, check: (await import(pathToFileURL(bundleOf(name)).href)).check, times: [] })));

/** Once a build answered the same time for every size, because it did nothing: so the answers are asserted. */
function assertAnswers() {
  for (const { name, check } of contestants) {
    // All rules look at more than the schema: they may refuse what the schema accepts.
    if (!known.includes(name) && valid) continue;
    for (const post of posts) if (check(post) !== valid) throw new Error(`${name} says ${!valid} of ${payload}`);
  }
}

function run(check, calls) {
  let accepted = 0;
  // The process's own processor time: what else the machine is doing does not count, what the check leaves to the collector does.
  const start = process.cpuUsage();
  for (let i = 0; i < calls; i += 1) if (check(posts[i & 63])) accepted += 1;
  const { user, system } = process.cpuUsage(start);
  return { spent: (user + system) * 1000, accepted };
}

assertAnswers();
for (const contestant of contestants) {
  // Warm until optimised, and find how many calls fill a slice.
  for (let spent = 0, calls = 64; spent < WARM; calls *= 2) {
    spent = run(contestant.check, calls).spent;
    contestant.calls = Math.max(64, Math.round((calls * SLICE) / spent));
  }
}
for (let round = 0; round < Number(rounds); round += 1) {
  for (const contestant of r.shuffle([...contestants])) {
    const { spent, accepted } = run(contestant.check, contestant.calls);
    if (known.includes(contestant.name) && accepted !== (valid ? contestant.calls : 0)) throw new Error(`${contestant.name} changed its mind about ${payload}`);
    contestant.times.push(spent / contestant.calls);
  }
}
assertAnswers();
const bytes = JSON.stringify(posts[0]).length;
process.stdout.write(JSON.stringify({ bytes, times: Object.fromEntries(contestants.map(({ name, times }) => [name, times])) }));
