// The outcome of a post for each failure of the server in server.mjs.
import { PUBLISHED } from './server.mjs';

/** The modes of the failing server that end at the deadline. */
export const ENDLESS = ['hang', 'slowHeaders', 'stalledBody', 'trickle'];

/** The failures of a post: mode of the server, its options, and outcome, class and status of the error. */
export const FAILURES = [
  ['dropBefore', {}, 'unknown', 'APIConnectionError'],
  ['dropAfter', {}, 'unknown', 'APIConnectionError'],
  ['dropInBody', {}, 'unknown', 'APIConnectionError', 202],
  ['hang', {}, 'unknown', 'APIConnectionTimeoutError'],
  ['slowHeaders', {}, 'unknown', 'APIConnectionTimeoutError'],
  ['stalledBody', {}, 'unknown', 'APIConnectionTimeoutError', 202],
  ['trickle', {}, 'unknown', 'APIConnectionTimeoutError', 202],
  ['html', { status: 202 }, 'unknown', 'APIConnectionError', 202],
  ['emptyObject', { status: 202 }, 'unknown', 'APIConnectionError', 202],
  ['truncated', { status: 202 }, 'unknown', 'APIConnectionError', 202],
  ['empty', { status: 202 }, 'unknown', 'APIConnectionError', 202],
  ['empty', { status: 204 }, 'unknown', 'APIConnectionError', 204],
  ['oversized', { status: 202 }, 'unknown', 'APIConnectionError', 202],
  ['json', { body: { success: true } }, 'unknown', 'APIConnectionError', 202],
  ['json', { body: { ...PUBLISHED, postId: '' } }, 'unknown', 'APIConnectionError', 202],
  ['json', { body: { ...PUBLISHED, platforms: undefined } }, 'unknown', 'APIConnectionError', 202],
  ['json', { body: { ...PUBLISHED, platforms: [{ platform: 'tiktok' }] } }, 'unknown', 'APIConnectionError', 202],
  ['json', { body: [PUBLISHED] }, 'unknown', 'APIConnectionError', 202],
  ...[301, 302, 303, 307, 308].map(status => ['redirect', { status }, 'unknown', 'APIError', status]),
  ['status', { status: 408 }, 'unknown', 'APIError', 408],
  ...[500, 501, 502, 503, 504].map(status => ['status', { status }, 'unknown', 'InternalServerError', status]),
  ['html', { status: 502 }, 'unknown', 'InternalServerError', 502],
  ['status', { status: 400 }, 'rejected', 'BadRequestError', 400],
  ['status', { status: 401 }, 'rejected', 'AuthenticationError', 401],
  ['status', { status: 402 }, 'rejected', 'PaymentRequiredError', 402],
  ['status', { status: 403 }, 'rejected', 'PermissionDeniedError', 403],
  ['status', { status: 404 }, 'rejected', 'NotFoundError', 404],
  ['status', { status: 409 }, 'rejected', 'ConflictError', 409],
  ['status', { status: 422 }, 'rejected', 'UnprocessableEntityError', 422],
  ['status', { status: 429, headers: { 'retry-after': '0' } }, 'rejected', 'RateLimitError', 429],
  ['html', { status: 400 }, 'rejected', 'BadRequestError', 400],
  ['empty', { status: 400 }, 'rejected', 'BadRequestError', 400],
  ['truncated', { status: 400 }, 'rejected', 'BadRequestError', 400],
  ['oversized', { status: 400 }, 'rejected', 'BadRequestError', 400],
  ['errorB', { status: 400 }, 'rejected', 'BadRequestError', 400],
];
