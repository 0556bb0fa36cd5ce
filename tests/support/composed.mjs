// Watches the composing of texts, whose cost is the host's: `String.prototype.normalize`.

/** The result of an act, which may be a promise, and the texts that were composed by it. */
export async function composed(act) {
  const { normalize } = String.prototype;
  const texts = [];
  String.prototype.normalize = function (...form) {
    texts.push(String(this));
    return normalize.apply(this, form);
  };
  try {
    return { result: await act(), texts };
  } finally {
    String.prototype.normalize = normalize;
  }
}
