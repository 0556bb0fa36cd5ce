// The params of the issues that the client itself makes, as the validator's issues have them.

/** Adds `params` to an issue: the key, and the numbers if there are any. */
export function withParams(issue) {
  const { path, limit, actual } = issue;
  const params = { key: path.length > 0 ? String(path[path.length - 1]) : 'The post', platform: 'PostPeer' };
  if (limit !== undefined) params.limit = limit;
  if (actual !== undefined) params.actual = actual;
  return { ...issue, params };
}
