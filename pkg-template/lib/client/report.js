// The report of a call, as src/js/report.rs serializes it.

import {
  REPORT_ARGUMENT,
  REPORT_ATTEMPTS,
  REPORT_CODE,
  REPORT_MESSAGE,
  REPORT_OUTCOME,
  REPORT_REASON,
  REPORT_STATES,
  REPORT_STATUS,
} from '../generated/contract.js';

/**
 * Names the positions of a report.
 * @returns `text` and `code` are the server's message and code; for an invalid value its name and the reason
 */
export const readReport = report => ({
  outcome: report[REPORT_OUTCOME],
  reason: report[REPORT_REASON],
  status: report[REPORT_STATUS],
  attempts: report[REPORT_ATTEMPTS],
  text: report[REPORT_MESSAGE],
  code: report[REPORT_CODE],
  states: report[REPORT_STATES],
  argument: report[REPORT_ARGUMENT],
});
