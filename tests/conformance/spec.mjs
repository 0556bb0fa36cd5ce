// Reads the official description of the API as schemas, at test time.
import addFormats from 'ajv-formats';
import Ajv from 'ajv';
import { loadSpec } from '../support/external-fixtures.mjs';

/** The schema of the body of `POST /v1/posts/`, with every `$ref` resolved (it has no recursion). */
export function postSchema(spec = loadSpec()) {
  const resolve = node => {
    if (Array.isArray(node)) return node.map(resolve);
    if (node === null || typeof node !== 'object') return node;
    if (typeof node.$ref === 'string') {
      return resolve(
        node.$ref
          .slice(2)
          .split('/')
          .reduce((at, key) => at[key], spec),
      );
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value)]));
  };
  return resolve(spec.components.schemas.PostPayload);
}

/** The oracle: Ajv on the official document itself, with its own references. Returns all errors of a post. */
export function officialVerdict(spec = loadSpec()) {
  const ajv = new Ajv.default({ allErrors: true, strict: false, discriminator: true });
  addFormats.default(ajv, { mode: 'full' });
  ajv.addSchema(spec, 'spec');
  const validate = ajv.compile({ $ref: 'spec#/components/schemas/PostPayload' });
  return post => (validate(post) ? [] : validate.errors);
}
