// A plain <script type="module"> without bundler, under a strict Content-Security-Policy.
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

test('Chromium answers', () => answersIn('chromium', `${site.url}/?script=plain.mjs`));
test('Firefox answers', () => answersIn('firefox', `${site.url}/?script=plain.mjs`));

test('Chromium answers with /slim and the address of the wasm file', async () => {
  const open = await serve(app, { csp: `${STRICT_CSP}; connect-src 'self'` });
  try {
    await answersIn('chromium', `${open.url}/?script=plain-slim.mjs`);
  } finally {
    await open.close();
  }
});

test('the error names the missing policy wasm-unsafe-eval', async () => {
  const closed = await serve(app, { csp: STRICT_CSP.replace(" 'wasm-unsafe-eval'", '') });
  try {
    const { answer } = await visit('chromium', `${closed.url}/?script=plain.mjs`);
    assert.match(answer, /'wasm-unsafe-eval' in script-src/);
  } finally {
    await closed.close();
  }
});
