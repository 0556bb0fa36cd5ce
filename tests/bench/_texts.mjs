// The counted texts: three sizes, three mixtures. Each ends in the character that was just typed.
import { INPUTS } from './_interleaved.mjs';

export const SIZES = [280, 2000, 25_000];

const PIECES = {
  ASCII:
    'every launch needs one honest sentence about what it does, and who it is for; the rest can wait until tomorrow.'.split(
      ' ',
    ),
  mixed:
    'Neu im Laden: der „Füller“ für alle, die täglich schreiben. https://www.example.com/tinte?farbe=blau Très léger, déjà là! #écriture #2026 @atelier_nord 今日から発売します。 東京でも 새로운 색상 🎉 $INK Подробнее на example.de/перо – à bientôt ✨'.split(
      ' ',
    ),
  // Emoji up to 2017, which twitter-text knows too.
  'emoji-heavy': ['👩‍👩‍👧‍👦', '🇯🇵🇩🇪', '👍🏽', 'so', '👩🏿‍🚀', '❤️', '🏳️‍🌈', '🔥🔥🔥', 'good', '🤦🏼‍♀️', '1️⃣', '🎉', '👨‍💻👩‍🔬', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '✨😂'],
};
export const MIXTURES = Object.keys(PIECES);

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,';

/** One text per input, one keystroke apart, as a flat string like the value of a form field. */
export function keystrokes(mixture, size) {
  const pieces = PIECES[mixture];
  let text = '';
  for (let i = 0; ; i += 1) {
    const piece = `${pieces[i % pieces.length]} `;
    if (text.length + piece.length >= size) break;
    text += piece;
  }
  text = text.padEnd(size - 1, 'typing ');
  // The typed letter must not extend the last word into a link, or the texts would differ in more than that letter.
  return Array.from({ length: INPUTS }, (_, i) => JSON.parse(JSON.stringify(`${text.slice(0, -1)} ${LETTERS[i]}`)));
}
