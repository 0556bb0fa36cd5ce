// Values inside a post, by path: ['platforms', 0, 'platformSpecificData', 'title'].

export const keyOf = path => path.join('/');
export const pathOf = key => (key === '' ? [] : key.split('/').map(part => (/^\d+$/.test(part) ? Number(part) : part)));

export function read(post, path) {
  return path.reduce((value, key) => (value === null || typeof value !== 'object' ? undefined : value[key]), post);
}

/** Sets the value, making objects on the way; `undefined` takes the key out, and objects that it leaves empty. */
export function write(post, path, value) {
  if (value === undefined) return remove(post, path);
  let holder = post;
  for (const key of path.slice(0, -1)) {
    if (holder[key] === null || typeof holder[key] !== 'object') holder[key] = {};
    holder = holder[key];
  }
  holder[path.at(-1)] = value;
}

function remove(post, path) {
  const holder = read(post, path.slice(0, -1));
  if (holder === null || typeof holder !== 'object') return;
  delete holder[path.at(-1)];
  const isOptions = path.at(-2) === 'platformSpecificData';
  if (isOptions && Object.keys(holder).length === 0) remove(post, path.slice(0, -1));
}
