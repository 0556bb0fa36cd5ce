// Faults only: what a reader would call a bug. Prettier does the layout.
const browser = ['AbortController', 'AbortSignal', 'Blob', 'DOMException', 'DecompressionStream', 'Event', 'File', 'FormData', 'Headers', 'Intl', 'MessageChannel', 'ReadableStream', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'TransformStream', 'URL', 'URLSearchParams', 'WebAssembly', 'atob', 'btoa', 'clearTimeout', 'console', 'crypto', 'fetch', 'performance', 'queueMicrotask', 'setTimeout', 'structuredClone'];
const page = ['CSS', 'CustomEvent', 'HTMLElement', 'HTMLTextAreaElement', 'InputEvent', 'PerformanceObserver', 'addEventListener', 'caches', 'document', 'history', 'indexedDB', 'matchMedia', 'scrollTo', 'innerHeight', 'innerWidth', 'localStorage', 'location', 'navigator', 'requestAnimationFrame', 'sessionStorage', 'window'];
const node = ['Buffer', 'SharedArrayBuffer', 'clearInterval', 'process', 'setImmediate', 'setInterval', 'gc', 'global'];
const known = (...names) => Object.fromEntries(names.flat().map(name => [name, 'readonly']));

const rules = {
  'array-callback-return': 'error',
  'constructor-super': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'for-direction': 'error',
  'getter-return': 'error',
  'no-case-declarations': 'error',
  'no-class-assign': 'error',
  'no-compare-neg-zero': 'error',
  'no-cond-assign': ['error', 'except-parens'],
  'no-const-assign': 'error',
  'no-constant-binary-expression': 'error',
  'no-debugger': 'error',
  'no-dupe-args': 'error',
  'no-dupe-class-members': 'error',
  'no-dupe-else-if': 'error',
  'no-dupe-keys': 'error',
  'no-duplicate-case': 'error',
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-func-assign': 'error',
  'no-implied-eval': 'error',
  'no-import-assign': 'error',
  'no-inner-declarations': 'error',
  'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
  'no-new-func': 'error',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-setter-return': 'error',
  'no-shadow-restricted-names': 'error',
  'no-sparse-arrays': 'error',
  'no-this-before-super': 'error',
  'no-undef': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-negation': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
  'no-useless-catch': 'error',
  'no-var': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  'require-yield': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
};

const options = { ecmaVersion: 2024, sourceType: 'module' };

export default [
  { ignores: ['node_modules/', 'www/public/assets/', 'pkg/', 'target/', 'dist/', '.tools/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  // The package may use only what every runtime has; `process` is asked for by typeof.
  { files: ['pkg-template/**/*.js'], languageOptions: { ...options, globals: known(browser, 'process') }, rules: { ...rules, 'no-console': 'error' } },
  { files: ['www/**/*.js', 'www/**/*.mjs'], languageOptions: { ...options, globals: known(browser, page, node) }, rules },
  { files: ['tests/**/*.mjs', 'scripts/**/*.mjs', '*.mjs'], languageOptions: { ...options, globals: known(browser, page, node) }, rules },
  { files: ['**/*.cjs'], languageOptions: { ...options, sourceType: 'commonjs', globals: known(browser, node, 'require', 'module', '__dirname') }, rules },
];
