// Compiles types.mts, which uses every library with the types of the built package.
import { test } from 'node:test';
import { join } from 'node:path';
import { ROOT, run } from '../matrix/install.mjs';

for (const [module, moduleResolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
]) {
  test(`every library takes the schema and infers a Post under tsc --strict, module resolution ${moduleResolution}`, async () => {
    // Skip the declarations of the libraries. The lint checks those of the package.
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
