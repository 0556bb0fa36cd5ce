// Which operation a request is. Only exact paths of the table are known, so there is no path that this relay reads in
// one way and PostPeer in another.

import { matchPath } from '../api/match-route.js';
import { refuse } from './refusal.js';

/** The part of the path that PostPeer would see. Without a base path it begins where its version stands first. */
function innerPath(pathname, basePath) {
  const start = basePath === undefined ? pathname.indexOf('/v1/') : basePath.length;
  const isBelow = basePath === undefined ? start >= 0 : pathname.startsWith(`${basePath}/`);
  const path = isBelow ? pathname.slice(start) : '';
  // Such a path may be shortened on the way, or read from another place.
  return pathname.includes('//') || path.includes('/v1/', 1) ? '' : path;
}

/** The operation and its path parameters. */
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
  // Something on the way to PostPeer may decode a path before it looks at it. No id has these characters.
  if (Object.values(params).some(id => /[/\\\p{Cc}]/u.test(id)))
    refuse(400, 'path', 'An id must not hold a slash or a control character.');
  // An id that is a word of another path, behind an encoded letter: `%73cheduled` for the list of scheduled posts.
  if (matchPath(plain).find(isAsked)?.operation !== operation)
    refuse(404, 'path', 'No operation of PostPeer has this path.');
  return { ...operation, params };
}
