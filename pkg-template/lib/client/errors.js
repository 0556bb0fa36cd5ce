// The errors: real subclasses of Error, with the names of the official client and one that says what is known.
//
// `outcome` is on every error: 'not_sent', 'rejected' or 'unknown' ('accepted' is never an error). Names are getters,
// so that they survive minifiers and a class that is not used is dropped by bundlers.

/** Every error of this package. */
export class PostPeerError extends Error {
  constructor(message, options) {
    super(message, options && 'cause' in options ? { cause: options.cause } : undefined);
    this.outcome = options?.outcome ?? 'not_sent';
  }

  get name() {
    return 'PostPeerError';
  }
}

/** The values given cannot be sent: `issues` says why, up to 1,000, and `truncated` how many more there are. Nothing was sent. */
export class ValidationError extends PostPeerError {
  constructor(issues, options) {
    const truncated = options?.truncated ?? 0;
    super(validationMessage(issues, truncated), options);
    this.issues = issues;
    this.truncated = truncated;
  }

  get name() {
    return 'ValidationError';
  }
}

function validationMessage(issues, truncated) {
  const errors = issues.filter(issue => issue.severity === 'error');
  const lines = errors.slice(0, 5).map(issue => `\n  ${issue.path.join('.') || '(value)'}: ${issue.message}`);
  if (errors.length > lines.length) lines.push(`\n  and ${errors.length - lines.length} more`);
  if (truncated > 0) lines.push(`\n  ${truncated} further issues are not listed`);
  return `Nothing was sent: ${errors.length} ${errors.length === 1 ? 'error' : 'errors'} found.${lines.join('')}`;
}

/** PostPeer, or something on the way, answered with a status that is not a success. */
export class APIError extends PostPeerError {
  constructor(status, message, options = {}) {
    super(message, options);
    this.status = status;
    this.code = options.code;
    this.details = options.details;
    this.headers = options.headers ?? new Headers();
    this.requestId = options.requestId;
  }

  get name() {
    return 'APIError';
  }
}

/** 400 */
export class BadRequestError extends APIError {
  get name() {
    return 'BadRequestError';
  }
}

/** 401 */
export class AuthenticationError extends APIError {
  get name() {
    return 'AuthenticationError';
  }
}

/** 402: the plan or its credits do not cover the call. */
export class PaymentRequiredError extends APIError {
  get name() {
    return 'PaymentRequiredError';
  }
}

/** 403 */
export class PermissionDeniedError extends APIError {
  get name() {
    return 'PermissionDeniedError';
  }
}

/** 404 */
export class NotFoundError extends APIError {
  get name() {
    return 'NotFoundError';
  }
}

/** 409 */
export class ConflictError extends APIError {
  get name() {
    return 'ConflictError';
  }
}

/** 422 */
export class UnprocessableEntityError extends APIError {
  get name() {
    return 'UnprocessableEntityError';
  }
}

/** 429 */
export class RateLimitError extends APIError {
  get name() {
    return 'RateLimitError';
  }
}

/** 5xx. The server may have acted before it failed. */
export class InternalServerError extends APIError {
  get name() {
    return 'InternalServerError';
  }
}

/** There is no answer, or none that can be read. `status` is set where a status had arrived, `details` where JSON had. */
export class APIConnectionError extends PostPeerError {
  constructor(message = 'Connection failed.', options) {
    super(message, options);
    this.status = options?.status;
    this.details = options?.details;
  }

  get name() {
    return 'APIConnectionError';
  }
}

/** The deadline passed. */
export class APIConnectionTimeoutError extends APIConnectionError {
  constructor(options) {
    super(options?.message ?? 'Request timed out.', options);
  }

  get name() {
    return 'APIConnectionTimeoutError';
  }
}

/** The caller's signal ended the call; its reason is the `cause`. */
export class APIUserAbortError extends APIConnectionError {
  constructor(options) {
    super(options?.message ?? 'Request was aborted.', options);
  }

  get name() {
    return 'APIUserAbortError';
  }
}
