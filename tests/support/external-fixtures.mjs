// External fixtures that this repository does not carry, because of their licence: the official description of the API,
// and PostPeer's TikTok page. `node tests/support/external-fixtures.mjs` prints the path of the description, for the
// Rust tests.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** A folder next to the repository, where the makers of this package keep such files. */
const beside = join(root, '..', 'shared');
const CACHE = join(root, 'target', 'spec');
/** The published Python client carries the document that it was made from. */
const RELEASE = 'postpeer==0.1.4';

/** Downloads the document into the cache. It is finished aside and moved: suites that run at once may both do it. */
function download(file) {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'download-'));
  try {
    const options = { stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 };
    execFileSync(
      'python3',
      [
        '-m',
        'pip',
        'download',
        '--quiet',
        '--retries',
        '1',
        '--no-deps',
        '--no-binary',
        ':all:',
        '--dest',
        work,
        RELEASE,
      ],
      options,
    );
    const archive = readdirSync(work).find(name => name.endsWith('.tar.gz'));
    execFileSync('tar', ['-xzf', join(work, archive), '--strip-components=1', '-C', work], options);
    renameSync(join(work, 'openapi.json'), file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function findSpec() {
  const { POSTPEER_SPEC: named } = process.env;
  if (named) return named;
  const near = join(beside, 'reference', 'openapi.json');
  if (existsSync(near)) return near;
  const cached = join(CACHE, 'openapi.json');
  try {
    if (!existsSync(cached)) download(cached);
    return cached;
  } catch (error) {
    console.error(`${RELEASE} could not be downloaded: ${error.message}`);
    return undefined;
  }
}

let found;
/**
 * The path of the official OpenAPI document: the file that `POSTPEER_SPEC` names, else one next to the repository, else
 * the one in the published Python client, downloaded once. Undefined without a network.
 */
export function specFile() {
  found ??= { file: findSpec() };
  return found.file;
}

/** For `test(name, { skip: noSpec() })`: why what needs the official document cannot be run, or false. */
export const noSpec = () =>
  specFile()
    ? false
    : `the official document is not to be had: set POSTPEER_SPEC to it, or let pip download ${RELEASE}`;

/** The official OpenAPI document, read on every call. */
export function loadSpec() {
  const missing = noSpec();
  if (missing) throw new Error(missing);
  return JSON.parse(readFileSync(specFile(), 'utf8'));
}

/** The text of PostPeer's TikTok page, as it was copied once; undefined where there is no copy. */
export function seedPage() {
  const folder = join(beside, 'seeds');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(specFile() ?? '');
