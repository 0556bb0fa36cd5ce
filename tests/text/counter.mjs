// The crate's counts in Node: tests/text/counts.rs, built by cargo and fed every text in one go.
import { execFileSync, spawnSync } from 'node:child_process';

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

/** The program, built. `POSTPEER_COUNTS` names one that is built already. */
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

/** All counts of every text. */
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
