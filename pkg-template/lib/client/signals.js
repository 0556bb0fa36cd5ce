// Listening to a caller's signal. Each signal has one listener, for any number of calls: Node warns of a leak if a
// signal has more than ten.

/** The callbacks of each signal that has a listener. */
const listeners = new WeakMap();

/**
 * Calls back when the signal is aborted. Returns a function that stops listening. Throws if the signal cannot be
 * listened to.
 */
export function onAbort(signal, callback) {
  let calls = listeners.get(signal);
  if (calls) calls.add(callback);
  else {
    calls = new Set([callback]);
    calls.notify = () => calls.forEach(call => call());
    signal.addEventListener('abort', calls.notify);
    listeners.set(signal, calls);
  }
  return () => {
    if (!calls.delete(callback) || calls.size > 0) return;
    listeners.delete(signal);
    try {
      signal.removeEventListener('abort', calls.notify);
    } catch {
      // The listener has no callbacks any more.
    }
  };
}

/** Returns true if the signal is aborted; false also if it cannot be read. */
export function isAborted(signal) {
  try {
    return signal?.aborted === true;
  } catch {
    return false;
  }
}
