// Telling a function of the caller's what happens.

/** What it throws, at once or later, is its own affair: the call that it is told of goes on. */
export async function tell(hook) {
  try {
    await hook();
  } catch {
    // See above.
  }
}
