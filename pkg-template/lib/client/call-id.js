// Headers between client and relay that identify a call. Browsers send a POST again by themselves when a kept
// connection drops; the relay sends one request to PostPeer for each id.

/** The id of an attempt. The client sets it on every call to a relay; a retry has a new id. */
export const CALL_HEADER = 'x-postpeer-call';
/** Set on a refusal if a call of this id was received before. The refusal is then not the result of that call. */
export const RECEIVED_HEADER = 'x-postpeer-received';

export const newCallId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
