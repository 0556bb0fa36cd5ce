// Runs tests/wasm (wasm-bindgen-test) in Node and in headless Chromium; `wasm-test.mjs node` or `chromium` for one.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { bindgenCommand } from './bindgen.mjs';
import { browserPath } from './browsers.mjs';
import { wasmCargo, wasmToolchain } from './rust.mjs';

const toolchain = wasmToolchain({ panicText: true });
const runner = bindgenCommand('wasm-bindgen-test-runner');
const driver = browserPath('chromedriver');
if (!toolchain || !runner || !driver) {
  console.error('The wasm tests need what `make setup browsers` installs.');
  process.exit(1);
}

const PLACES = {
  node: {},
  chromium: { WASM_BINDGEN_USE_BROWSER: '1', CHROMEDRIVER: driver },
};

const chosen = process.argv.slice(2);
for (const [place, env] of Object.entries(PLACES)) {
  if (chosen.length > 0 && !chosen.includes(place)) continue;
  console.log(`\nwasm-bindgen-test in ${place}`);
  const path = existsSync(runner) ? resolve(runner) : runner;
  const args = ['test', '--features', 'client', '--test', 'wasm'];
  if (!wasmCargo(toolchain, args, { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: path, ...env })) process.exit(1);
}
