// Runs the counts of the crate in Node: builds tests/text/counts.rs and sends it all texts at once.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const FIELDS = [
  'codePoints',
  'utf16',
  'utf8',
  'graphemes',
  'x',
  'threads',
  'links',
  'cashtags',
  'refused',
  'maybeNotNfc',
  'xOver280',
];

const table = readFileSync(new URL('../../src/text/unicode_table.rs', import.meta.url), 'utf8');
const tables = /UNICODE_VERSION: &str = "(\d+)/.exec(table)[1];
const host = process.versions.unicode;
/** The reason to skip a comparison with the host: its Unicode version differs. Otherwise false. */
export const skip = host.split('.')[0] === tables ? false : `this Node has Unicode ${host}, the crate has ${tables}`;

/** Returns the path of the program and builds it, unless `POSTPEER_COUNTS` names a built one. */
function program() {
  if (process.env.POSTPEER_COUNTS) return process.env.POSTPEER_COUNTS;
  const built = execFileSync('cargo', ['build', '--quiet', '--example', 'counts', '--message-format=json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const messages = built
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
  return messages.find(m => m.executable && m.target.name === 'counts').executable;
}

/** Returns all counts of each text. */
export function countAll(texts) {
  const encoder = new TextEncoder();
  const parts = texts.flatMap(text => {
    const bytes = encoder.encode(text);
    return [Buffer.from(Uint32Array.of(bytes.length).buffer), bytes];
  });
  const { stdout, status, error } = spawnSync(program(), { input: Buffer.concat(parts), maxBuffer: 1 << 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`counts ended with ${status}`);
  const numbers = new Uint32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
  return texts.map((_, i) => Object.fromEntries(FIELDS.map((field, k) => [field, numbers[i * FIELDS.length + k]])));
}
