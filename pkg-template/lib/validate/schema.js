// `postSchema`: the validator as a Standard Schema, which form libraries and routers take without an adapter.

import { check } from './check.js';
import { workspaceOf } from './workspace.js';
import { jsonSchemaOf } from './json-schema.js';

const TARGETS = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
};

/** Issues of the post as a whole go to its text: with an empty path, forms have no field to show them at. */
const pathOf = ({ path }) => (path.length > 0 ? path : ['content']);

export function schemaOf(engine) {
  function jsonSchema({ target }) {
    if (!Object.hasOwn(TARGETS, target)) {
      throw new Error(`postpeer-wasm: no JSON Schema for ${target}, only for ${Object.keys(TARGETS).join(' and ')}`);
    }
    return { $schema: TARGETS[target], title: 'Post', ...jsonSchemaOf(workspaceOf(engine).tables) };
  }
  return {
    '~standard': {
      version: 1,
      vendor: 'postpeer-wasm',
      validate(value, options) {
        const verdict = check(engine, value, options?.libraryOptions);
        if (verdict.valid) return { value: verdict.value };
        const errors = verdict.issues.filter(issue => issue.severity === 'error');
        return { issues: errors.map(issue => ({ ...issue, path: pathOf(issue) })) };
      },
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
  };
}
