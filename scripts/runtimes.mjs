// Where the programs are that npm packages wrap. The install script that would put one into place may not have been
// allowed to run, so the platform's own package is looked at too.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const { arch, platform } = process;

const RUNTIMES = {
  deno: {
    file: platform === 'win32' ? 'deno.exe' : 'deno',
    packages: ['-glibc', ''].map(libc => `@deno/${platform}-${arch === 'arm64' ? 'arm64' : 'x64'}${libc}`),
    inside: 'deno',
  },
  bun: {
    file: 'bin/bun.exe',
    packages: [`@oven/bun-${platform}-${arch === 'arm64' ? 'aarch64' : 'x64'}`],
    inside: 'bin/bun',
  },
};

/** The program of a runtime, by the name of its npm package. */
export function runtimePath(name) {
  const { file, packages, inside } = RUNTIMES[name];
  const places = [join(dirname(require.resolve(`${name}/package.json`)), file)];
  for (const wrapped of packages) {
    try {
      places.push(join(dirname(require.resolve(`${wrapped}/package.json`)), inside));
    } catch {
      // Not this platform's.
    }
  }
  return places.find(path => existsSync(path));
}
