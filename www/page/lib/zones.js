// What a clock on the wall means in a time zone: the instant, and whether that hour comes twice or not at all.

const DAY = 86_400_000;

export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
export const ZONES = [...new Set(['UTC', HERE, ...(Intl.supportedValuesOf?.('timeZone') ?? [])])].sort();

const clocks = new Map();

function clockOf(zone) {
  if (!clocks.has(zone)) {
    const two = '2-digit';
    clocks.set(
      zone,
      new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: two,
        day: two,
        hour: two,
        minute: two,
      }),
    );
  }
  return clocks.get(zone);
}

/** What the clock shows at an instant, as a `datetime-local` control writes it. */
export function wallOf(instant, zone) {
  const [month, day, year, hour, minute] = clockOf(zone).format(instant).match(/\d+/g);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

const ahead = (instant, zone) => Date.parse(`${wallOf(instant, zone)}Z`) - Math.floor(instant / 60_000) * 60_000;

/**
 * The instants at which a clock in the zone shows this: one as a rule, two in the hour that is repeated when clocks go
 * back, and none in the hour that is skipped when they go forward; then `shown` is where the clock goes on.
 */
export function instantsOf(wall, zone) {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return { instants: [], problem: 'invalid' };
  const guesses = [...new Set([asUtc - ahead(asUtc - DAY, zone), asUtc - ahead(asUtc + DAY, zone)])].sort(
    (a, b) => a - b,
  );
  const instants = guesses.filter(instant => wallOf(instant, zone) === wall);
  if (instants.length === 2) return { instants, problem: 'twice' };
  if (instants.length === 1) return { instants };
  const after = asUtc - ahead(asUtc - DAY, zone);
  return { instants: [after], problem: 'skipped', shown: wallOf(after, zone) };
}

/** "UTC+2" at that instant. */
export function offsetOf(instant, zone) {
  const minutes = ahead(instant, zone) / 60_000;
  const rest = Math.abs(minutes % 60);
  return minutes === 0
    ? 'UTC'
    : `UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

export const isoOf = instant => new Date(instant).toISOString().replace('.000', '');

/** "Tue 1 Dec 2026, 09:00" on a clock of the zone. */
export function inWordsOf(instant, zone) {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant);
}

/** "in 3 hours", "2 minutes ago" */
export function fromNow(instant, now = Date.now()) {
  const seconds = Math.round((instant - now) / 1000);
  const [size, unit] = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ].find(([length]) => Math.abs(seconds) >= length) ?? [1, 'second'];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
