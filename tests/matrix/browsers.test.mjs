// A plain <script type="module">, no bundler, under a strict Content-Security-Policy.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { installedApp } from './install.mjs';
import { STRICT_CSP, answersIn, serve, visit } from './pages.mjs';

let app;
let site;
before(async () => {
  ({ app } = await installedApp());
  site = await serve(app);
});
after(() => site.close());

test('Chromium', () => answersIn('chromium', `${site.url}/?script=plain.mjs`));
test('Firefox', () => answersIn('firefox', `${site.url}/?script=plain.mjs`));

test('Chromium, /slim with the address of the wasm file', async () => {
  const open = await serve(app, { csp: `${STRICT_CSP}; connect-src 'self'` });
  try {
    await answersIn('chromium', `${open.url}/?script=plain-slim.mjs`);
  } finally {
    await open.close();
  }
});

test('a policy without wasm-unsafe-eval is named in the error', async () => {
  const closed = await serve(app, { csp: STRICT_CSP.replace(" 'wasm-unsafe-eval'", '') });
  try {
    const { answer } = await visit('chromium', `${closed.url}/?script=plain.mjs`);
    assert.match(answer, /'wasm-unsafe-eval' in script-src/);
  } finally {
    await closed.close();
  }
});
