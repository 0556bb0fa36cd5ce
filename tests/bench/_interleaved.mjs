// Times single calls in rounds. In each round every contestant has its turn, in a new random order.
import { Random } from '../conformance/random.mjs';

// Nanoseconds of each contestant before the first round, and in each round.
const WARM = 100e6;
const SLICE = 25e6;
/** The number of inputs. Repeating one input would favour caches that real use does not have. */
export const INPUTS = 64;

/**
 * The processor time of this process in nanoseconds. It excludes the load of the machine and includes garbage
 * collection.
 */
function spent(call, inputs, calls) {
  let sum = 0;
  const start = process.cpuUsage();
  for (let i = 0; i < calls; i += 1) sum += call(inputs[i & (INPUTS - 1)]);
  const { user, system } = process.cpuUsage(start);
  return { ns: (user + system) * 1000, sum };
}

/**
 * Nanoseconds per call of each contestant in each round. Once a build answered the same time for every size, because it
 * did nothing: so the answers are asserted before and after, and their sum in every round.
 * @param {{ name: string, call: (input: any) => number | boolean }[]} contestants
 * @param {() => void} assertAnswers
 */
export function interleaved(contestants, inputs, rounds, salt, assertAnswers) {
  const r = new Random(1, salt);
  assertAnswers();
  const entrants = contestants.map(({ name, call }) => {
    // One-time work, such as the clock of a time zone, belongs to no call.
    for (const input of inputs) call(input);
    // Warm up until optimised, and find how many calls fill a slice.
    let calls = 1;
    for (let taken = 0, tried = 1; taken < WARM; tried *= 2) {
      taken = spent(call, inputs, tried).ns;
      if (taken > 0) calls = Math.max(1, Math.round((tried * SLICE) / taken));
    }
    // Go through all inputs equally often, if a slice has room.
    if (calls > INPUTS) calls -= calls % INPUTS;
    const sum = inputs.slice(0, calls).reduce((sum, input) => sum + call(input), 0) * Math.max(1, calls / INPUTS);
    return { name, call, calls, sum, times: [] };
  });
  for (let round = 0; round < rounds; round += 1) {
    for (const entrant of r.shuffle([...entrants])) {
      const { ns, sum } = spent(entrant.call, inputs, entrant.calls);
      if (sum !== entrant.sum) throw new Error(`${entrant.name} changed its mind`);
      entrant.times.push(ns / entrant.calls);
    }
  }
  assertAnswers();
  return Object.fromEntries(entrants.map(({ name, times }) => [name, times]));
}
