// Converts between instants and local times of a time zone, including the hours that daylight saving repeats or skips.

const DAY = 86_400_000;

export const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
export const TIME_ZONES = [...new Set(['UTC', LOCAL_ZONE, ...(Intl.supportedValuesOf?.('timeZone') ?? [])])].sort();

const formatters = new Map();

function formatterFor(zone) {
  if (!formatters.has(zone)) {
    const twoDigits = '2-digit';
    formatters.set(
      zone,
      new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: twoDigits,
        day: twoDigits,
        hour: twoDigits,
        minute: twoDigits,
      }),
    );
  }
  return formatters.get(zone);
}

/** Returns the local time of an instant in the format of a `datetime-local` control. */
export function localTimeOf(instant, zone) {
  const [month, day, year, hour, minute] = formatterFor(zone).format(instant).match(/\d+/g);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The offset from UTC in milliseconds, in whole minutes. */
const utcOffset = (instant, zone) =>
  Date.parse(`${localTimeOf(instant, zone)}Z`) - Math.floor(instant / 60_000) * 60_000;

/**
 * Returns the instants of a local time: usually one, two in a repeated hour. In a skipped hour it returns the instant
 * after the change, and its local time as `shiftedTo`.
 */
export function instantsOf(localTime, zone) {
  const asUtc = Date.parse(`${localTime}Z`);
  if (Number.isNaN(asUtc)) return { instants: [], problem: 'invalid' };
  const candidates = [...new Set([asUtc - utcOffset(asUtc - DAY, zone), asUtc - utcOffset(asUtc + DAY, zone)])].sort(
    (a, b) => a - b,
  );
  const instants = candidates.filter(instant => localTimeOf(instant, zone) === localTime);
  if (instants.length === 2) return { instants, problem: 'repeated' };
  if (instants.length === 1) return { instants };
  const after = asUtc - utcOffset(asUtc - DAY, zone);
  return { instants: [after], problem: 'skipped', shiftedTo: localTimeOf(after, zone) };
}

/** Formats the offset of a zone at an instant: "UTC+2". */
export function formatOffset(instant, zone) {
  const minutes = utcOffset(instant, zone) / 60_000;
  const rest = Math.abs(minutes % 60);
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

export const toIso = instant => new Date(instant).toISOString().replace('.000', '');

/** Formats an instant in a time zone: "Tue 1 Dec 2026, 09:00". */
export function formatInstant(instant, zone) {
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
export function relativeTime(instant, now = Date.now()) {
  const seconds = Math.round((instant - now) / 1000);
  const [size, unit] = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ].find(([length]) => Math.abs(seconds) >= length) ?? [1, 'second'];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
