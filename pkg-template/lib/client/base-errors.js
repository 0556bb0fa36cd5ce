// The errors that do not depend on a status: subclasses of Error, with the names of the official client.
//
// Every error has an `outcome`: 'not_sent', 'rejected' or 'unknown'. Names are getters, so that they survive minifiers
// and bundlers drop unused classes.

/** The base class of all errors of this package. */
export class PostPeerError extends Error {
  constructor(message, options) {
    super(message, options && 'cause' in options ? { cause: options.cause } : undefined);
    this.outcome = options?.outcome ?? 'not_sent';
  }

  get name() {
    return 'PostPeerError';
  }
}

/** The values are invalid, so nothing was sent. `issues` has up to 1,000 issues, `truncated` counts the others. */
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

/** PostPeer, or a server on the way, responded with an error status. */
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

/** No readable response arrived. `status` is set if a status arrived, `details` if JSON arrived. */
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

/** The caller's signal was aborted; its reason is the `cause`. */
export class APIUserAbortError extends APIConnectionError {
  constructor(options) {
    super(options?.message ?? 'Request was aborted.', options);
  }

  get name() {
    return 'APIUserAbortError';
  }
}
