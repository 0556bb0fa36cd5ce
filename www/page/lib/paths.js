// Reads and writes values of a post by path, for example ['platforms', 0, 'platformSpecificData', 'title'].

export const pathKey = path => path.join('/');

export const startsWith = (path, prefix) => prefix.every((part, index) => path[index] === part);

export function getIn(post, path) {
  return path.reduce((value, key) => (value === null || typeof value !== 'object' ? undefined : value[key]), post);
}

/** Sets a value and creates missing objects. `undefined` removes the key, and platform options that become empty. */
export function setIn(post, path, value) {
  if (value === undefined) return removeIn(post, path);
  let parent = post;
  for (const key of path.slice(0, -1)) {
    if (parent[key] === null || typeof parent[key] !== 'object') parent[key] = {};
    parent = parent[key];
  }
  parent[path.at(-1)] = value;
}

function removeIn(post, path) {
  const parent = getIn(post, path.slice(0, -1));
  if (parent === null || typeof parent !== 'object') return;
  delete parent[path.at(-1)];
  const isOptions = path.at(-2) === 'platformSpecificData';
  if (isOptions && Object.keys(parent).length === 0) removeIn(post, path.slice(0, -1));
}
