// Compiles types.mts, which uses the built package's types with every form library.
import { test } from 'node:test';
import { join } from 'node:path';
import { ROOT, run } from '../matrix/install.mjs';

for (const [module, moduleResolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`every library accepts the schema and infers a Post, module resolution ${moduleResolution}`, async () => {
    // The lint checks the package's declarations; those of the libraries are not ours.
    const flags = [
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      '--exactOptionalPropertyTypes',
      '--types',
      'node',
      '--target',
      'es2022',
      '--lib',
      'es2023,dom,dom.iterable',
    ];
    await run(
      join(ROOT, 'node_modules/.bin/tsc'),
      [...flags, '--module', module, '--moduleResolution', moduleResolution, 'tests/forms/types.mts'],
      { cwd: ROOT },
    );
  });
}
