// Runs the comparison of schema.test.mjs with new seeds, until stopped or for FUZZ_SECONDS. Prints the first
// differences, minimized.
import { compareMany } from './run.mjs';
import { structureOf } from './library.mjs';

const CHUNK = 5_000;
const until = performance.now() + Number(process.env.FUZZ_SECONDS ?? Infinity) * 1000;
const validate = await structureOf('validate.js');
let seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
let checked = 0;

for (; performance.now() < until; seed = (seed + 1) | 0) {
  const differences = compareMany({ validate, seed, count: CHUNK, depth: 'codes' });
  checked += CHUNK;
  if (differences.length > 0) {
    console.error(differences.map(one => one.text).join('\n'));
    process.exit(1);
  }
  if (checked % (CHUNK * 10) === 0) console.log(`${checked} posts agree (seeds up to ${seed})`);
}
console.log(`${checked} posts agree`);
