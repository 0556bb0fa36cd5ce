// Hearing a caller's signal. One listener for each signal, however many calls it is given to: Node warns of a leak where
// a signal has more than ten.

const heard = new WeakMap();

/** Calls back when the signal is aborted. Returns what ends the listening. Throws if the signal cannot be listened to. */
export function onAbort(signal, callback) {
  let calls = heard.get(signal);
  if (calls) calls.add(callback);
  else {
    calls = new Set([callback]);
    calls.tell = () => calls.forEach(call => call());
    signal.addEventListener('abort', calls.tell);
    heard.set(signal, calls);
  }
  return () => {
    if (!calls.delete(callback) || calls.size > 0) return;
    heard.delete(signal);
    try {
      signal.removeEventListener('abort', calls.tell);
    } catch {
      // It tells nobody any more.
    }
  };
}

/** Returns true if the signal says that it is aborted. */
export function isAborted(signal) {
  try {
    return signal?.aborted === true;
  } catch {
    return false;
  }
}
