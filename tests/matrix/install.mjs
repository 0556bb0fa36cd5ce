// The package as a user gets it: packed, and installed from the tarball into an empty folder.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = path => fileURLToPath(new URL(path, import.meta.url));
export const ROOT = here('../..');
const execute = promisify(execFile);

/** Runs a program. Rejects with its output if it fails. */
export async function run(command, args, { env = {}, ...options } = {}) {
  try {
    return await execute(command, args, {
      maxBuffer: 2 ** 26,
      timeout: 240_000,
      env: { ...process.env, ...env },
      ...options,
    });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')}\n${error.stdout ?? ''}${error.stderr ?? error.message}`, {
      cause: error,
    });
  }
}

/** Packs pkg/ into a folder and returns the path of the tarball. */
async function pack(folder) {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: join(ROOT, 'pkg') });
  const packed = JSON.parse(stdout);
  return join(folder, (Array.isArray(packed) ? packed[0] : Object.values(packed)[0]).filename);
}

/** Creates an app with only the packed package installed. It is removed when the test process ends. */
export async function installedApp() {
  const app = mkdtempSync(join(tmpdir(), 'postpeer-wasm-'));
  process.on('exit', () => rmSync(app, { recursive: true, force: true }));
  cpSync(here('app'), app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, type: 'module' }));
  const tarball = await pack(app);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: app });
  return {
    app,
    tarball,
    manifest: JSON.parse(readFileSync(join(app, 'node_modules/postpeer-wasm/package.json'), 'utf8')),
  };
}
