// The official description of the API, read at test time. It is somebody else's work under its own terms, so it is never committed here:
// a copy beside the repository is used where there is one, else it is taken from the published Python client, which carries it.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import addFormats from 'ajv-formats';
import Ajv from 'ajv';

const root = fileURLToPath(new URL('../../', import.meta.url));
const beside = join(root, '..', 'shared', 'reference', 'openapi.json');
const cache = join(root, '.tools', 'spec');
const release = 'postpeer==0.1.4';

/** The parsed OpenAPI document. */
export function loadSpec() {
  if (existsSync(beside)) return read(beside);
  const cached = join(cache, 'openapi.json');
  if (!existsSync(cached)) download(cached);
  return read(cached);
}

function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function download(target) {
  const work = join(cache, 'unpack');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', ':all:', '--dest', work, release], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = readdirSync(work).find((name) => name.endsWith('.tar.gz'));
  if (!archive) throw new Error(`no source archive of ${release} was downloaded`);
  const listing = execFileSync('tar', ['-tzf', join(work, archive)], { encoding: 'utf8' }).split('\n');
  const member = listing.find((name) => name.endsWith('/openapi.json'));
  if (!member) throw new Error(`${archive} carries no openapi.json`);
  // A few hundred kilobytes; the default buffer of a child process is 1 MiB.
  const text = execFileSync('tar', ['-xzOf', join(work, archive), member], { maxBuffer: 1 << 26 });
  writeFileSync(target, text);
  rmSync(work, { recursive: true, force: true });
}

/** The schema of the body of `POST /v1/posts/`, every `$ref` in it replaced by what it names (it has no recursion). */
export function postSchema(spec = loadSpec()) {
  const resolve = (node) => {
    if (Array.isArray(node)) return node.map(resolve);
    if (node === null || typeof node !== 'object') return node;
    if (typeof node.$ref === 'string') {
      return resolve(node.$ref.slice(2).split('/').reduce((at, key) => at[key], spec));
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value)]));
  };
  return resolve(spec.components.schemas.PostPayload);
}

/** Ajv on the official document itself, with its own references: the oracle. Returns all errors of a post. */
export function officialVerdict(spec = loadSpec()) {
  const ajv = new Ajv.default({ allErrors: true, strict: false, discriminator: true });
  addFormats.default(ajv, { mode: 'full' });
  ajv.addSchema(spec, 'spec');
  const validate = ajv.compile({ $ref: 'spec#/components/schemas/PostPayload' });
  return (post) => (validate(post) ? [] : validate.errors);
}
