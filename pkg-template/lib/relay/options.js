// The relay's options, read once. Unknown options throw: an ignored `alow` would allow everything.

import { PostPeerError } from '../client/base-errors.js';
import { refuseUnknown, SHARED_OPTIONS } from '../client/options.js';
import { readAllow } from './allowance.js';
import { originOf } from './named.js';

const OWN = ['apiKey', 'allow', 'origin', 'basePath', 'bodyLimit', 'maxTargets', 'maxMediaItems'];

/**
 * The timeout is shorter than that of the client in the page, so that the relay's response arrives there. Only the
 * client in the page retries; otherwise the attempts would multiply.
 */
const DEFAULTS = { validate: 'lenient', timeout: 55_000, maxRetries: 0 };
const BODY_LIMIT = 1024 * 1024;
const MAX_TARGETS = 100;
const MAX_MEDIA_ITEMS = 100;

function stop(message) {
  throw new PostPeerError(message);
}

/**
 * Reads origins as browsers write them: of pages, extensions (`chrome-extension://<id>`) and apps
 * (`capacitor://localhost`). `*` and `null` are refused: any page can have them.
 */
function readOrigins(given) {
  return (Array.isArray(given) ? given : [given]).map(text => {
    const origin = originOf(text);
    if (!origin || !/^[a-z][a-z\d+.-]*:\/\/[^/*\s]+$/.test(origin)) {
      stop('origin must be origins such as https://app.example, one or a list, each written out: a * matches nothing.');
    }
    return origin;
  });
}

function readCount(name, value, unit) {
  if (!Number.isInteger(value) || value < 1) stop(`${name} must be a number of ${unit}, at least 1.`);
  return value;
}

export function readOptions(engine, options) {
  refuseUnknown(options, [...OWN, ...SHARED_OPTIONS], 'createRelay');
  const {
    apiKey,
    origin = [],
    basePath,
    bodyLimit = BODY_LIMIT,
    maxTargets = MAX_TARGETS,
    maxMediaItems = MAX_MEDIA_ITEMS,
  } = options;
  if (apiKey === null) stop('The relay is where the key is: apiKey must not be null.');
  if (basePath !== undefined && !/^\/[^?#]*$/.test(basePath)) stop('basePath must be a path, such as /api/postpeer.');
  const ofClient = SHARED_OPTIONS.filter(name => options[name] !== undefined).map(name => [name, options[name]]);
  return {
    apiKey,
    allow: readAllow(engine, options, options.logger),
    origins: readOrigins(origin),
    basePath: basePath?.replace(/\/$/, ''),
    bodyLimit: readCount('bodyLimit', bodyLimit, 'bytes'),
    maxTargets: readCount('maxTargets', maxTargets, 'targets'),
    maxMediaItems: readCount('maxMediaItems', maxMediaItems, 'attachments'),
    client: { ...DEFAULTS, ...Object.fromEntries(ofClient) },
  };
}
