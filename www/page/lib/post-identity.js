// Compares posts by meaning: the order of keys and of targets does not matter.

function sortKeys(value) {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter(key => value[key] !== undefined)
      .map(key => [key, sortKeys(value[key])]),
  );
}

/** Returns a string that is the same for equivalent posts. */
export function postIdentity(post) {
  const { platforms, ...rest } = sortKeys(post);
  return JSON.stringify([
    rest,
    Array.isArray(platforms) ? platforms.map(target => JSON.stringify(target)).sort() : platforms,
  ]);
}
