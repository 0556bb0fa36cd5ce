// Refusals of the relay. The client in the page reads a 4xx as `rejected`: nothing was sent to PostPeer.

/** Ends a request before anything is sent. */
export class Refusal extends Error {
  constructor(status, code, message, more = {}) {
    super(message);
    this.status = status;
    this.code = `relay.${code}`;
    this.headers = more.headers;
    this.issues = more.issues;
  }
}

/** Throws a {@link Refusal}. */
export function refuse(...about) {
  throw new Refusal(...about);
}
