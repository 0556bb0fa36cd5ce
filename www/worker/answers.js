// Responses of the Worker itself, and the security headers of every response below /api/.

/** Responses are data for this page: not documents, not for other sites, not cached. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export const json = (status, body, headers) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });

export function withSecurityHeaders(response) {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
}

/**
 * Rejects a call before it is relayed. After a 4xx the client knows that nothing was sent; a 5xx would mean unknown.
 */
export class HttpError extends Error {
  constructor(status, message, headers) {
    super(message);
    this.status = status;
    this.headers = headers;
  }

  /** The package's client reads `message`, the page reads `error`. */
  toResponse() {
    return json(
      this.status,
      { success: false, message: this.message, error: { name: 'Refused', message: this.message } },
      this.headers,
    );
  }
}
