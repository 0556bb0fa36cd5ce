// The app's own functions may never answer; a call ends at its time all the same.

/** Resolves or rejects as the promise does; calls `late` after so many milliseconds, and takes what it returns or throws. */
export async function inTime(promise, ms, late) {
  let timer;
  const end = new Promise(resolve => (timer = setTimeout(resolve, ms)));
  try {
    return await Promise.race([promise, end.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
