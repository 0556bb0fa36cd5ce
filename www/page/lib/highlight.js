// Splits a text into segments to highlight.

/**
 * Splits a text where it exceeds the limits of the platforms.
 *
 * @param {string} text
 * @param {number[]} offsets one for each exceeded limit: the index where the excess begins
 * @returns {{ text: string, exceeded: number }[]} `exceeded`: how many limits the segment exceeds
 */
export function splitAtLimits(text, offsets) {
  const sorted = [...new Set(offsets)].sort((a, b) => a - b);
  const bounds = [0, ...sorted, text.length];
  return bounds
    .slice(1)
    .map((end, index) => ({ text: text.slice(bounds[index], end), exceeded: index }))
    .filter(segment => segment.text !== '');
}

/** Splits a text into links, hashtags and mentions, and the text between them. Approximates what platforms show. */
export function splitLinks(text) {
  return text
    .split(/(https?:\/\/[^\s]+|(?<![\p{L}\p{N}_&])[#@][\p{L}\p{N}_.]+)/u)
    .map((segment, index) => ({ text: segment, isLink: index % 2 === 1 }));
}
