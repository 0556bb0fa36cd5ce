// Moves the focus and the scroll position.

const isNarrow = () => matchMedia('(max-width: 50rem)').matches;

/** On a phone the result starts at the top of the screen, so that it does not grow under the bar at the bottom. */
export function revealResult() {
  const card = document.getElementById('result');
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: isNarrow() ? 'start' : 'nearest' });
}
