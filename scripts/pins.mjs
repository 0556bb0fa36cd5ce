// The versions that Cargo.toml pins. They stand nowhere else.
import { readFileSync } from 'node:fs';

const manifest = () => readFileSync('Cargo.toml', 'utf8');

/** The exact version of wasm-bindgen, for the crate and the command. */
export function bindgenVersion() {
  const pin = /^wasm-bindgen\s*=.*"=(?<version>[\d.]+)"/m.exec(manifest());
  if (!pin) throw new Error('Cargo.toml does not pin wasm-bindgen to one exact version ("=x.y.z").');
  return pin.groups.version;
}

/** The version of the npm package. */
export const packageVersion = () => /^version\s*=\s*"(?<version>[^"]+)"/m.exec(manifest()).groups.version;
