// A query holds text alone. Values that the tables want as a number, a boolean or a list are read as one, as PostPeer's
// own framework does.

const READINGS = [
  value => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined),
  value => (value === 'true' ? true : value === 'false' ? false : undefined),
  value => (Array.isArray(value) ? undefined : [value]),
];

const isType = issue => issue.code === 'type' && issue.path.length === 1;

/**
 * The values of a query as the tables want them, and their issues.
 * @param {URLSearchParams} query
 * @param {(values: object) => import('./check.js').Issue[]} issuesOf checks values against the tables
 */
export function readQuery(query, issuesOf) {
  // Entries become own properties of any name: `__proto__` is an unknown key like any other.
  const all = new Map();
  for (const [key, value] of query) {
    if (all.has(key)) all.get(key).push(value);
    else all.set(key, [value]);
  }
  let values = Object.fromEntries([...all].map(([key, list]) => [key, list.length > 1 ? list : list[0]]));
  let issues = issuesOf(values);
  for (const {
    path: [key],
  } of issues.filter(isType)) {
    for (const reading of READINGS) {
      const value = reading(values[key]);
      if (value === undefined) continue;
      const tried = { ...values, [key]: value };
      const left = issuesOf(tried);
      if (left.some(issue => isType(issue) && issue.path[0] === key)) continue;
      [values, issues] = [tried, left];
      break;
    }
  }
  return { values, issues };
}
