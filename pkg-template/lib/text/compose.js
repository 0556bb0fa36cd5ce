// The composed form of a text (NFC), which X counts and in which texts are compared.

// `normalize` takes time that grows with the square of a run of combining marks. Real texts have no more than 30 of
// them in a row: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
const LONG_RUN = /\p{M}{31}/u;
const ENDLESS_RUN = /\p{M}{128}/u;
const MARKS = /\p{M}+/gu;
// Eight times the largest limit of a platform: composing shortens no text by as much.
const MAX_UNITS = 200_000;

/** The composed form; the text itself if it is far over every limit or has more marks in a row than any real text. */
export const compose = text => (text.length > MAX_UNITS || LONG_RUN.test(text) ? text : text.normalize());

/** A form that is equal for texts that differ only in composition. Absurd runs of marks are dropped. */
export function canonical(text) {
  const form = ENDLESS_RUN.test(text) ? text : text.normalize();
  return LONG_RUN.test(form) ? form.replace(MARKS, '').normalize('NFD').replace(MARKS, '') : form;
}
