// The report of a call, as src/js/client.rs serializes it.

/**
 * Names the positions of a report.
 * @returns `text` and `code` are the server's message and code; for an invalid value its name and the reason
 */
export const readReport = ([outcome, reason, status, attempts, text, code, states, argument]) => ({
  outcome,
  reason,
  status,
  attempts,
  text,
  code,
  states,
  argument,
});
