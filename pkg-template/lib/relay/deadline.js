// A deadline for the app's functions, which may never settle.

/** Settles as the promise does. After `ms` milliseconds it settles as `late` instead, which is then called. */
export async function inTime(promise, ms, late) {
  let timer;
  const end = new Promise(resolve => (timer = setTimeout(resolve, ms)));
  try {
    return await Promise.race([promise, end.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
