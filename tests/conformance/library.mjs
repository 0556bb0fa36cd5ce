// The library under test: the built package, never its sources.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export async function load(entry) {
  const url = new URL(`../../pkg/${entry}`, import.meta.url);
  if (!existsSync(fileURLToPath(url)))
    throw new Error(`${entry} of the package is not there: run \`make build\` first`);
  return import(url.href);
}

/** Returns the structural verdict alone. */
export async function structureOf(entry) {
  const { validatePost } = await load(entry);
  return post => validatePost(post, { rules: false });
}

/** `SEED=random` uses a new seed for each run. The seed is printed, so that a failure can be repeated. */
export function seedOf(name = 'SEED') {
  const given = process.env[name];
  if (given === 'random') return Math.floor(Math.random() * 2 ** 31);
  return given === undefined ? 20261122 : Number(given) | 0;
}
