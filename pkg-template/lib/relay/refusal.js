// How the relay says no. The browser client reads a 4xx as `rejected`: nothing was sent to PostPeer.

/** Ends the handling of a request before anything is sent. */
export class Refusal extends Error {
  constructor(status, code, message, more = {}) {
    super(message);
    this.status = status;
    this.code = `relay.${code}`;
    this.headers = more.headers;
    this.issues = more.issues;
  }
}

export function refuse(...about) {
  throw new Refusal(...about);
}
