// `postSchema`: the validator as a Standard Schema, which form libraries and routers take without an adapter.

import { check } from './check.js';
import { POST_SCHEMA } from './post-schema.js';

const TARGETS = {
  'draft-2020-12': ['https://json-schema.org/draft/2020-12/schema', '$defs'],
  'draft-07': ['http://json-schema.org/draft-07/schema#', 'definitions'],
};

/** Issues of the post as a whole stand with its text: a path must not be empty, or forms have no field to show them at. */
const pathOf = ({ path }) => (path.length > 0 ? path : ['content']);

/**
 * A post at the root and not a reference to it: tools for models ask for `type: 'object'` there, and draft-07 overlooks
 * what stands beside a reference. Without `discriminator`, which is OpenAPI's word: Ajv refuses it unless told.
 */
function jsonSchema({ target }) {
  if (!Object.hasOwn(TARGETS, target)) {
    throw new Error(`postpeer-wasm: no JSON Schema for ${target}, only for ${Object.keys(TARGETS).join(' and ')}`);
  }
  const [$schema, definitions] = TARGETS[target];
  const text = JSON.stringify(POST_SCHEMA).replaceAll('#/$defs/', `#/${definitions}/`);
  const { title, $defs } = JSON.parse(text, (key, value) => (key === 'discriminator' ? undefined : value));
  const { Post, ...others } = $defs;
  return { $schema, title, ...Post, [definitions]: others };
}

export function schemaOf(engine) {
  return {
    '~standard': {
      version: 1,
      vendor: 'postpeer-wasm',
      validate(value, options) {
        const verdict = check(engine, value, options?.libraryOptions);
        if (verdict.valid) return { value: verdict.value };
        const errors = verdict.issues.filter((issue) => issue.severity === 'error');
        return { issues: errors.map((issue) => ({ ...issue, path: pathOf(issue) })) };
      },
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
  };
}
