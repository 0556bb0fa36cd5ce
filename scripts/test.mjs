// Runs the suites that use the built package: every tests/<area>/*.test.mjs, or those of the areas named.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const areas = process.argv.slice(2);
const files = readdirSync('tests', { recursive: true })
  .filter(file => /^[^/]+\/[^/]+\.test\.mjs$/.test(file))
  .map(file => `tests/${file}`)
  .sort()
  .filter(file => areas.length === 0 || areas.includes(file.split('/')[1]));
if (files.length === 0) {
  console.error(`No suite under tests/ for: ${areas.join(', ')}`);
  process.exit(1);
}
const options = ['--test', '--test-reporter=spec', '--test-concurrency=2'];
process.exit(spawnSync(process.execPath, [...options, ...files], { stdio: 'inherit' }).status ?? 1);
