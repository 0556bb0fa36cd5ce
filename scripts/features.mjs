// The WebAssembly features that the package's files may use: those of every engine since 2022. What an optimizer is allowed
// to use, it uses: with all features on it once wrote tail calls, which Safari has had since 18.2 (2024) only.
import binaryen from 'binaryen';

/**
 * wasm-opt's name of each, Binaryen's own, and the first Chrome, Firefox and Safari with it (webassembly.org/features).
 * The newest of these make the baseline: Chrome 96 (November 2021), Firefox 79, Safari 15 (September 2021), Node 18.
 */
export const FEATURES = [
  { flag: 'mutable-globals', bit: 'MutableGlobals', since: [74, 61, 12] },
  { flag: 'sign-ext', bit: 'SignExt', since: [74, 62, 14.1] },
  { flag: 'nontrapping-float-to-int', bit: 'NontrappingFPToInt', since: [75, 64, 15] },
  { flag: 'bulk-memory', bit: 'BulkMemory', since: [75, 79, 15] },
  // The part of bulk memory that LLVM names by itself: memory.copy and memory.fill.
  { flag: 'bulk-memory-opt', bit: 'BulkMemoryOpt', since: [75, 79, 15] },
  { flag: 'multivalue', bit: 'Multivalue', since: [85, 78, 13.1] },
  { flag: 'reference-types', bit: 'ReferenceTypes', since: [96, 79, 15] },
];

export const WASM_OPT = 'node_modules/binaryen/bin/wasm-opt';

/** For wasm-opt, which also allows the features that a file names itself: `keepsToFeatures` has the last word. */
export const FEATURE_FLAGS = ['--mvp-features', ...FEATURES.map(({ flag }) => `--enable-${flag}`)];

/** The same for Binaryen's JavaScript. */
export const featureMask = () =>
  FEATURES.reduce((mask, { bit }) => mask | binaryen.Features[bit], binaryen.Features.MVP);

/** True if a wasm file uses no other features, even if it names more itself. Binaryen prints the first offence. */
export function keepsToFeatures(bytes) {
  const module = binaryen.readBinary(bytes);
  try {
    module.setFeatures(featureMask());
    return module.validate() === 1;
  } finally {
    module.dispose();
  }
}
