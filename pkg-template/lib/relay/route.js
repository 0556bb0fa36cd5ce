// The operation of a request. Only exact paths of the table match, so the relay and PostPeer never read a path
// differently.

import { matchPath } from '../api/match-route.js';
import { refuse } from './refusal.js';

/** Returns the part of the path that PostPeer would see. Without a base path it begins at the first `/v1/`. */
function innerPath(pathname, basePath) {
  const start = basePath === undefined ? pathname.indexOf('/v1/') : basePath.length;
  const isBelow = basePath === undefined ? start >= 0 : pathname.startsWith(`${basePath}/`);
  const path = isBelow ? pathname.slice(start) : '';
  // Servers on the way may shorten such a path, or read it from another position.
  return pathname.includes('//') || path.includes('/v1/', 1) ? '' : path;
}

/** Returns the operation and its path parameters. Refuses other requests. */
export function routeOf(method, pathname, basePath) {
  const path = innerPath(pathname, basePath);
  const found = matchPath(path);
  if (found.length === 0) refuse(404, 'path', 'No operation of PostPeer has this path.');
  const isAsked = ({ operation }) => operation.method === method;
  const match = found.find(isAsked);
  if (!match) {
    const headers = { allow: [...new Set(found.map(({ operation }) => operation.method))].join(', ') };
    refuse(405, 'method', 'No operation of PostPeer has this method and path.', { headers });
  }
  const { operation } = match;
  let params;
  let plain;
  try {
    params = Object.fromEntries(match.params.map(([name, id]) => [name, decodeURIComponent(id)]));
    plain = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name]));
  } catch {
    refuse(400, 'path', 'The path is not percent-encoded as it should be.');
  }
  // Servers on the way to PostPeer may decode a path before they route it. No id has these characters.
  if (Object.values(params).some(id => /[/\\\p{Cc}]/u.test(id)))
    refuse(400, 'path', 'An id must not hold a slash or a control character.');
  // An id may be a fixed segment of another path with an encoded letter: `%73cheduled`, the list of scheduled posts.
  if (matchPath(plain).find(isAsked)?.operation !== operation)
    refuse(404, 'path', 'No operation of PostPeer has this path.');
  return { ...operation, params };
}
