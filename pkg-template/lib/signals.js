// Hearing a caller's signal. One listener for each signal, however many calls it is given to: Node warns of a leak where
// a signal has more than ten.

const heard = new WeakMap();

/** Calls back when the signal is aborted. Answers what ends the listening. */
export function onAbort(signal, callback) {
  let calls = heard.get(signal);
  if (!calls) {
    calls = new Set();
    calls.tell = () => calls.forEach((call) => call());
    heard.set(signal, calls);
    signal.addEventListener('abort', calls.tell);
  }
  calls.add(callback);
  return () => {
    if (!calls.delete(callback) || calls.size > 0) return;
    heard.delete(signal);
    signal.removeEventListener('abort', calls.tell);
  };
}
