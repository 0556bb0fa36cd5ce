// Times one kind of text in its own process, so that no other kind shapes the optimised code of a contestant.
// Arguments: the mixture, the size, the rounds. Prints JSON: nanoseconds per call of each contestant in each round.
import twitter from 'twitter-text';
import { countText } from '../../pkg/validate.js';
import { interleaved } from './_interleaved.mjs';
import { keystrokes } from './_texts.mjs';

const [mixture, size, rounds] = process.argv.slice(2);
const texts = keystrokes(mixture, Number(size));
const segmenter = new Intl.Segmenter('en');

function segments(text) {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

const contestants = [
  { name: 'X', call: text => countText(text, 'twitter').used },
  // Counts another text in between, so that nothing of this one is known.
  { name: 'X, new text', call: text => (countText('', 'twitter'), countText(text, 'twitter').used) },
  { name: 'LinkedIn', call: text => countText(text, 'linkedin').used },
  { name: 'all ten platforms', call: text => countText(text).twitter.used },
  { name: 'twitter-text', call: text => twitter.parseTweet(text).weightedLength },
  { name: 'Intl.Segmenter', call: segments },
];
const answer = Object.fromEntries(contestants.map(({ name, call }) => [name, call]));

function assertAnswers() {
  for (const text of texts) {
    const [weight, clusters] = [answer['twitter-text'](text), answer['Intl.Segmenter'](text)];
    const all = countText(text);
    for (const [name, ours, theirs] of [
      ['X', answer.X(text), weight],
      ['X, new text', answer['X, new text'](text), weight],
      ['X among all', all.twitter.used, weight],
      ['LinkedIn', answer.LinkedIn(text), clusters],
      ['LinkedIn among all', all.linkedin.used, clusters],
      ['Bluesky among all', all.bluesky.unit === 'graphemes' ? all.bluesky.used : all.bluesky.others[0].used, clusters],
    ]) {
      if (ours !== theirs) throw new Error(`${name}: ${ours}, the rival says ${theirs} of ${mixture}, ${size}`);
    }
  }
}

process.stdout.write(JSON.stringify(interleaved(contestants, texts, Number(rounds), Number(size), assertAnswers)));
