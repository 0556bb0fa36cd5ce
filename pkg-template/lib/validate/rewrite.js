// Applies the changes of lenient reading to a copy. Only the objects on the path to a change are copied; the caller's
// own objects stay as they are.

/**
 * @param {any} post
 * @param {[path: (string | number)[], key: string | undefined, value?: unknown][]} fixes a path, its new key (none to
 *   drop it), and its new value if that changes
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
    // The keys are put back one by one, so that the new one takes the place of the old one. If the new one is present
    // already, it holds `undefined`: an old name together with a new one that has a value is refused.
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
