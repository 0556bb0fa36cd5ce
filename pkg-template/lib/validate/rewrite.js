// Applies the changes of lenient reading to a copy. Only what lies on the way to a change is copied; the caller's
// own objects stay as they are.

/**
 * @param {any} post
 * @param {[path: (string | number)[], key: string | undefined, value?: unknown][]} fixes a path, the key it gets (none to
 *   drop it), and its new value where that changes
 */
export function rewrite(post, fixes) {
  const copies = new Set();
  const copyOf = value => {
    if (copies.has(value)) return value;
    const copy = Array.isArray(value) ? value.slice() : { ...value };
    copies.add(copy);
    return copy;
  };
  const root = copyOf(post);
  for (const [path, key, changed] of fixes) {
    let parent = root;
    for (const segment of path.slice(0, -1)) parent = parent[segment] = copyOf(parent[segment]);
    const old = path[path.length - 1];
    // The keys are put back one by one, so that the new one stands where the old one stood. Where the new one is there
    // already it holds `undefined`: an old name beside a new one that says something is refused.
    for (const [name, value] of Object.entries(parent)) {
      if (name === key && name !== old && value === undefined) continue;
      delete parent[name];
      if (name !== old) parent[name] = value;
      else if (key !== undefined) parent[key] = value;
    }
    if (changed !== undefined) parent[key] = changed;
  }
  return root;
}
