// The official schema for the libraries that people would use instead: source text as written by hand, generated from
// the spec so that all libraries check the same. Each becomes a module under .tools/bench, and a bundle for the cold
// start.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { postSchema } from '../conformance/spec.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const folder = join(root, '.tools', 'bench');

// The same short expressions for every rival. Ours always checks the whole grammar of RFC 3986 and RFC 3339.
const FORMATS = {
  uri: '/^[a-z][a-z0-9+.-]*:[^\\s]+$/i',
  'date-time': '/^\\d{4}-\\d\\d-\\d\\d[t ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:z|[+-]\\d\\d:?\\d\\d)$/i',
};
const expression = source => `new RegExp(${JSON.stringify(source)}, 'u')`;
const text = JSON.stringify;
const UNIQUE = '(items) => new Set(items).size === items.length';

/** The names of one library. Checks of a scalar or a list are a list of source texts. */
const ZOD = {
  head: "import * as z from 'zod';",
  use: 'export const check = (post) => post0.safeParse(post).success;',
  string: ({ minLength, maxLength, pattern, format }) =>
    `z.string()${minLength ? `.min(${minLength})` : ''}${maxLength ? `.max(${maxLength})` : ''}${pattern ? `.regex(${expression(pattern)})` : ''}${format ? `.regex(${FORMATS[format]})` : ''}`,
  choice: names => (names.length === 1 ? `z.literal(${text(names[0])})` : `z.enum(${text(names)})`),
  boolean: () => 'z.boolean()',
  number: ({ type, minimum, maximum }) =>
    `${type === 'integer' ? 'z.int()' : 'z.number()'}${minimum === undefined ? '' : `.min(${minimum})`}${maximum === undefined ? '' : `.max(${maximum})`}`,
  list: (item, { minItems, maxItems, uniqueItems }) =>
    `z.array(${item})${minItems ? `.min(${minItems})` : ''}${maxItems ? `.max(${maxItems})` : ''}${uniqueItems ? `.refine(${UNIQUE})` : ''}`,
  object: members =>
    `z.strictObject({ ${members.map(([key, value, required]) => `${key}: ${value}${required ? '' : '.optional()'}`).join(', ')} })`,
  union: (tag, branches) => `z.discriminatedUnion(${text(tag)}, [${branches.join(', ')}])`,
};

const checked = (base, checks) => (checks.length > 0 ? `${base}.check(${checks.join(', ')})` : base);
const some = (...checks) => checks.filter(Boolean);

const ZOD_MINI = {
  ...ZOD,
  head: "import * as z from 'zod/mini';",
  string: ({ minLength, maxLength, pattern, format }) =>
    checked(
      'z.string()',
      some(
        minLength && `z.minLength(${minLength})`,
        maxLength && `z.maxLength(${maxLength})`,
        pattern && `z.regex(${expression(pattern)})`,
        format && `z.regex(${FORMATS[format]})`,
      ),
    ),
  number: ({ type, minimum, maximum }) =>
    checked(
      type === 'integer' ? 'z.int()' : 'z.number()',
      some(minimum !== undefined && `z.minimum(${minimum})`, maximum !== undefined && `z.maximum(${maximum})`),
    ),
  list: (item, { minItems, maxItems, uniqueItems }) =>
    checked(
      `z.array(${item})`,
      some(
        minItems && `z.minLength(${minItems})`,
        maxItems && `z.maxLength(${maxItems})`,
        uniqueItems && `z.refine(${UNIQUE})`,
      ),
    ),
  object: members =>
    `z.strictObject({ ${members.map(([key, value, required]) => `${key}: ${required ? value : `z.optional(${value})`}`).join(', ')} })`,
};

const piped = (base, checks) => (checks.length > 0 ? `v.pipe(${[base, ...checks].join(', ')})` : base);

const VALIBOT = {
  head: "import * as v from 'valibot';",
  use: 'export const check = (post) => v.safeParse(post0, post).success;',
  string: ({ minLength, maxLength, pattern, format }) =>
    piped(
      'v.string()',
      some(
        minLength && `v.minLength(${minLength})`,
        maxLength && `v.maxLength(${maxLength})`,
        pattern && `v.regex(${expression(pattern)})`,
        format && `v.regex(${FORMATS[format]})`,
      ),
    ),
  choice: names => (names.length === 1 ? `v.literal(${text(names[0])})` : `v.picklist(${text(names)})`),
  boolean: () => 'v.boolean()',
  number: ({ type, minimum, maximum }) =>
    piped(
      'v.number()',
      some(
        type === 'integer' && 'v.integer()',
        minimum !== undefined && `v.minValue(${minimum})`,
        maximum !== undefined && `v.maxValue(${maximum})`,
      ),
    ),
  list: (item, { minItems, maxItems, uniqueItems }) =>
    piped(
      `v.array(${item})`,
      some(
        minItems && `v.minLength(${minItems})`,
        maxItems && `v.maxLength(${maxItems})`,
        uniqueItems && `v.check(${UNIQUE})`,
      ),
    ),
  object: members =>
    `v.strictObject({ ${members.map(([key, value, required]) => `${key}: ${required ? value : `v.optional(${value})`}`).join(', ')} })`,
  union: (tag, branches) => `v.variant(${text(tag)}, [${branches.join(', ')}])`,
};

function write(schema, kit) {
  if (schema.discriminator)
    return kit.union(
      schema.discriminator.propertyName,
      schema.oneOf.map(branch => write(branch, kit)),
    );
  switch (schema.type) {
    case 'object':
      return kit.object(
        Object.entries(schema.properties).map(([key, child]) => [
          key,
          write(child, kit),
          schema.required?.includes(key) ?? false,
        ]),
      );
    case 'array':
      return kit.list(write(schema.items, kit), schema);
    case 'boolean':
      return kit.boolean();
    case 'string':
      return schema.enum ? kit.choice(schema.enum) : kit.string(schema);
    default:
      return kit.number(schema);
  }
}

function ajvSource(schema) {
  const ajv = new Ajv.default({
    allErrors: true,
    strict: false,
    discriminator: true,
    code: { source: true, esm: true, optimize: 2 },
  });
  // Only literals from above, never input.
  for (const [name, source] of Object.entries(FORMATS))
    ajv.addFormat(name, new RegExp(source.slice(1, source.lastIndexOf('/')), 'i'));
  return `${standaloneCode.default(ajv, ajv.compile(schema))}\nexport const check = (post) => validate(post);\n`;
}

/** The contestant that checks all rules. The others know only the schema. */
export const WITH_RULES = 'ours with all rules';

const plain = (kit, schema) => `${kit.head}\nconst post0 = ${write(schema, kit)};\n${kit.use}\n`;
const OURS =
  "import { validatePost } from '../../pkg/validate.js';\nconst structure = { rules: false };\nexport const check = (post) => validatePost(post, structure).valid;\n";
const OURS_WITH_RULES =
  "import { validatePost } from '../../pkg/validate.js';\nexport const check = (post) => validatePost(post).valid;\n";

/** Writes each contestant as `<name>.mjs` (bundled, so that all load alike), and returns their names. */
export async function prepare() {
  const schema = postSchema();
  const sources = {
    ours: OURS,
    [WITH_RULES]: OURS_WITH_RULES,
    'ajv standalone': ajvSource(schema),
    zod: plain(ZOD, schema),
    'zod/mini': plain(ZOD_MINI, schema),
    valibot: plain(VALIBOT, schema),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, source] of Object.entries(sources)) {
    const entry = join(folder, `${fileName(name)}.source.mjs`);
    writeFileSync(entry, source);
    await build({
      entryPoints: [entry],
      outfile: bundleOf(name),
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
  }
  return Object.keys(sources);
}

const fileName = name => name.replaceAll(/\W+/g, '-');
export const bundleOf = name => join(folder, `${fileName(name)}.mjs`);
