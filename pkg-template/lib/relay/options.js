// The relay's options, read once. What is misspelt is refused: an `alow` that is passed over would allow everything.

import { PostPeerError } from '../errors.js';
import { onlyKnown, SHARED } from '../options.js';
import { readAllow } from './allowance.js';

const OWN = ['apiKey', 'allow', 'origin', 'basePath', 'bodyLimit'];

/**
 * Shorter than the browser client's minute, so that what the relay knows arrives there. And the browser client is the
 * one that tries again: two of them would multiply.
 */
const DEFAULTS = { validate: 'lenient', timeout: 55_000, maxRetries: 0 };
const BODY_LIMIT = 1024 * 1024;

function stop(message) {
  throw new PostPeerError(message);
}

/** Other origins, as browsers write them. `*` and `null` are no origin: any page can have them. */
function readOrigins(given) {
  return (Array.isArray(given) ? given : [given]).map((text) => {
    const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
    if (!url || url.origin === 'null') stop('origin must be origins such as https://app.example, one or a list.');
    return url.origin;
  });
}

export function readOptions(engine, options) {
  onlyKnown(options, [...OWN, ...SHARED], 'createRelay');
  const { apiKey, origin = [], basePath, bodyLimit = BODY_LIMIT } = options;
  if (apiKey === null) stop('The relay is where the key is: apiKey must not be null.');
  if (basePath !== undefined && !/^\/[^?#]*$/.test(basePath)) stop('basePath must be a path, such as /api/postpeer.');
  if (!Number.isInteger(bodyLimit) || bodyLimit < 1) stop('bodyLimit must be a number of bytes.');
  const ofClient = SHARED.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]);
  return {
    apiKey,
    allow: readAllow(engine, options, options.logger),
    origins: readOrigins(origin),
    basePath: basePath?.replace(/\/$/, ''),
    bodyLimit,
    client: { ...DEFAULTS, ...Object.fromEntries(ofClient) },
  };
}
