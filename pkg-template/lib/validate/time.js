// Local time and time zones. The host has their rules, in Intl; the wasm side has none.

const DAY = 86_400_000;
// The last millisecond that RFC 3339 can write.
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const FORM = /^(\d{4}-\d\d-\d\d)[Tt\s](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:([Zz])|([+-]\d\d)(?::?(\d\d))?)?$/;

/** The clock of UTC, the zone that is sent: asking Intl for it would take most of the time of a check. */
const UTC = {};

/** @type {Map<string, Intl.DateTimeFormat | typeof UTC | null>} */
const clocks = new Map();

/** A clock of the zone, or null if the host does not know the zone. Making one is slow, so they are kept. */
function clockOf(zone) {
  if (zone === 'UTC') return UTC;
  let clock = clocks.get(zone);
  if (clock === undefined) {
    try {
      // Some hosts accept an offset as a zone.
      if (/^[+-]/.test(zone)) throw new RangeError(zone);
      const two = '2-digit';
      clock = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: two,
        day: two,
        hour: two,
        minute: two,
        second: two,
      });
    } catch {
      clock = null;
    }
    if (clocks.size > 99) clocks.clear();
    clocks.set(zone, clock);
  }
  return clock;
}

/** The milliseconds by which the clock is ahead of UTC at an instant. */
function ahead(clock, instant) {
  if (clock === UTC) return 0;
  const [month, day, year, hour, minute, second] = clock.format(instant).match(/\d+/g).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The last result: a form checks again at every key press, and clocks are slow. */
let last = {};

/**
 * Reads a time: the instant by its own offset (`literal`), the first and the second instant at which clocks in the zone
 * show it (NaN for none), and whether clocks skip it (`inGap`) or the zone is unknown (`zoneUnknown`).
 * @param {unknown} text
 * @param {unknown} zone
 */
export function readTime(text, zone) {
  if (last.text !== text || last.zone !== zone) last = { text, zone, time: meaningOf(text, zone) };
  return last.time;
}

function meaningOf(text, zone) {
  const time = { literal: NaN, first: NaN, second: NaN, inGap: false, zoneUnknown: false };
  const clock = typeof zone === 'string' ? clockOf(zone) : undefined;
  time.zoneUnknown = clock === null;
  const parts = typeof text === 'string' ? FORM.exec(text) : null;
  if (!parts) return time;
  const [, date, hours, utc, sign, minutes = '00'] = parts;
  const wall = Date.parse(`${date}T${hours}Z`);
  // Date moves February 30 into March; that day does not exist.
  if (new Date(wall).getUTCDate() !== Number(date.slice(8))) return time;
  if (utc) time.literal = wall;
  else if (sign) time.literal = Date.parse(`${date}T${hours}${sign}:${minutes}`);
  if (clock === null) return time;
  // Without a zone a local time is in UTC, and a time with an offset has no second reading.
  if (!clock) {
    if (!utc && !sign) time.first = wall;
    return time;
  }
  const before = wall - ahead(clock, wall - DAY);
  const after = wall - ahead(clock, wall + DAY);
  const shown = [Math.min(before, after), Math.max(before, after)].filter(at => at + ahead(clock, at) === wall);
  time.inGap = shown.length === 0;
  time.first = shown[0] ?? before;
  if (shown[1] !== shown[0]) time.second = shown[1] ?? NaN;
  if (time.first > LAST) time.first = NaN;
  return time;
}
