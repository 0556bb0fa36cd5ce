// Formats the results of the benches.
export const median = list => [...list].sort((a, b) => a - b)[list.length >> 1];
export const duration = ns =>
  ns < 10_000
    ? `${Math.round(ns)} ns`
    : ns < 10_000_000
      ? `${(ns / 1000).toFixed(1)} µs`
      : `${(ns / 1e6).toFixed(1)} ms`;
export const times = ratio => `${ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2)}×`;

export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
        .join('  '),
    );
}

/** Collects missed targets and prints them at the end. With `--assert` a missed target fails the run. */
export function verdict() {
  const misses = [];
  return {
    /** Formats a ratio of two times from the same round: a machine that slows down slows both. */
    ratio(name, ours, theirs, limit) {
      const each = theirs.map((time, round) => ours[round] / time);
      const ratio = median(each);
      const missed = limit !== undefined && ratio > limit;
      if (missed) misses.push(`${name}: ${times(ratio)}, at most ${limit}×`);
      return `${times(ratio)} (${times(Math.min(...each))}–${times(Math.max(...each))})${missed ? ' MISSED' : ''}`;
    },
    tell() {
      console.log(
        misses.length === 0 ? '\nEvery target is met.' : `\nMissed:\n${misses.map(line => `  ${line}`).join('\n')}`,
      );
      if (process.argv.includes('--assert') && misses.length > 0) process.exitCode = 1;
    },
  };
}
