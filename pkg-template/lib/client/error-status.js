// Look-ups in the table of error statuses (src/api/error_status.rs).

import { APIError } from './base-errors.js';
import { ERROR_STATUSES } from './status-table.js';

const rowOf = status => ERROR_STATUSES.find(([first, last]) => status >= first && status <= last) ?? [];

/** The class of the error for a status. */
export const errorClassOf = status => rowOf(status)[2] ?? APIError;

/** Returns true if the same request may succeed later. */
export const isRetryable = status => rowOf(status)[3];

/** The status that a relay answers instead. Browsers repeat a request by themselves at some statuses. */
export const relayedStatus = status => rowOf(status)[4] ?? status;
