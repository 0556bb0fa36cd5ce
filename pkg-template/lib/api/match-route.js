// The operations as routes: which of them a path belongs to, for the relay and the sandbox.

import { ROUTES } from '../generated/routes.js';

// The official schema ends collections with a slash and the documentation does not; hosts add and remove it.
const segmentsOf = path => path.replace(/\/$/, '').split('/');

const isParameter = segment => segment[0] === '{';

/** Every operation, by its number. */
export const OPERATIONS = /* @__PURE__ */ ROUTES.map(([name, method, path, scope, place, auth = true], index) => ({
  name,
  method,
  path,
  scope,
  place,
  auth,
  index,
  segments: segmentsOf(path),
}));

/**
 * The operations that have this path. A path that has a fixed segment comes before one that has a parameter in its
 * place. Each comes with its path parameters as pairs of name and value, still percent-encoded.
 * @param {string} path below the base URL
 */
export function matchPath(path) {
  const given = segmentsOf(path);
  return OPERATIONS.filter(
    ({ segments }) =>
      segments.length === given.length &&
      segments.every((segment, at) => (isParameter(segment) ? given[at] !== '' : segment === given[at])),
  )
    .map(operation => ({
      operation,
      params: operation.segments.flatMap((name, at) => (isParameter(name) ? [[name.slice(1, -1), given[at]]] : [])),
    }))
    .sort((a, b) => a.params.length - b.params.length);
}
