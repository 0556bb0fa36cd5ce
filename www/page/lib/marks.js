// Where a text goes over the limits of the platforms, as pieces to be marked.

/**
 * @param {string} text
 * @param {number[]} cuts indices from which on the text does not fit, one for each platform that it is too long for
 * @returns {{ text: string, over: number }[]} `over`: for how many limits the piece is too much
 */
export function piecesOf(text, cuts) {
  const at = [...new Set(cuts)].sort((a, b) => a - b);
  const bounds = [0, ...at, text.length];
  return bounds
    .slice(1)
    .map((end, index) => ({ text: text.slice(bounds[index], end), over: index }))
    .filter(piece => piece.text !== '');
}

/** Links, tags and mentions in a text, told apart as platforms do at a glance. */
export function linked(text) {
  return text
    .split(/(https?:\/\/[^\s]+|(?<![\p{L}\p{N}_&])[#@][\p{L}\p{N}_.]+)/u)
    .map((piece, index) => ({ text: piece, link: index % 2 === 1 }));
}
