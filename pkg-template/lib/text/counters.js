// Counts a text in the memory of a workspace.

const encoder = /* @__PURE__ */ new TextEncoder();

/** Writes a text for the functions below; returns the number of its bytes. */
export function lendText(workspace, text) {
  return encoder.encodeInto(text, workspace.bytes(text.length * 3)).written;
}

/** True if the text that was lent last may have another composed form (NFC). */
export function mayBeComposed({ guarded, glue }, bytes) {
  return guarded(() => glue.may_change_in_nfc(bytes));
}

/** The counters of the text that was lent last, one for each limit of the platform, as words. */
export function countWords(workspace, platform, choice, bytes) {
  return workspace.issues(workspace.guarded(() => workspace.glue.count_text(platform, choice, bytes)));
}
