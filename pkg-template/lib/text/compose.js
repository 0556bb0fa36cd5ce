// The composed form of a text (NFC): the form that X counts, and in which two texts are compared.

// `normalize` takes time that grows with the square of a run of combining marks. Real texts have no more than 30 of them
// in a row: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
const LONG_RUN = /\p{M}{31}/u;
const ENDLESS_RUN = /\p{M}{128}/u;
const MARKS = /\p{M}+/gu;
// Eight times the most that any platform takes: composing makes no text as much shorter.
const MOST_UNITS = 200_000;

/** The composed form; the text as it is where it is far over every limit, or has more marks in a row than any real text. */
export const compose = text => (text.length > MOST_UNITS || LONG_RUN.test(text) ? text : text.normalize());

/** A form that all texts share that are the same but for how they are composed. Of absurd runs of marks only the letters stay. */
export function canonical(text) {
  const form = ENDLESS_RUN.test(text) ? text : text.normalize();
  return LONG_RUN.test(form) ? form.replace(MARKS, '').normalize('NFD').replace(MARKS, '') : form;
}
