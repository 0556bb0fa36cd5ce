// Whether two posts are one and the same to those who read them: the order of keys and of accounts makes no other post.

function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter(key => value[key] !== undefined)
      .map(key => [key, plain(value[key])]),
  );
}

/** One text for all posts that are the same. */
export function formOf(post) {
  const { platforms, ...rest } = plain(post);
  return JSON.stringify([
    rest,
    Array.isArray(platforms) ? platforms.map(target => JSON.stringify(target)).sort() : platforms,
  ]);
}
