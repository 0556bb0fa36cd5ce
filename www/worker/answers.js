// What the Worker says itself, and the headers on everything that it answers below /api/.

/** Answers are data for this page: no document, no frame, nothing for another site, nothing to keep. */
const HEADERS = {
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

export function guarded(response) {
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  return response;
}

/** Ends a call that was not passed on. With a 4xx the client knows that nothing was sent; a 5xx would read as unknown. */
export class Refused extends Error {
  constructor(status, message, headers) {
    super(message);
    this.status = status;
    this.headers = headers;
  }

  /** `message` is for the client of the package, `error` for the page. */
  answer() {
    return json(
      this.status,
      { success: false, message: this.message, error: { name: 'Refused', message: this.message } },
      this.headers,
    );
  }
}
