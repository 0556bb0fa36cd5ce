// The time of publication. The form shows a local time and a zone; the post holds the instant in UTC, the only format
// that PostPeer's documentation and schema agree on.

import { instantsOf, LOCAL_ZONE, localTimeOf, TIME_ZONES, toIso } from '../lib/time-zones.js';
import { change, state } from './store.js';

const HOUR = 3_600_000;

/** Returns the instant of a local schedule. `useLater` chooses the second instant of a repeated hour. */
export function instantOf({ localTime, zone, useLater }) {
  const { instants } = instantsOf(localTime, zone);
  return instants[useLater && instants.length > 1 ? 1 : 0] ?? 0;
}

/** Returns the fields of a post for a local schedule. */
export const scheduleFields = schedule => ({ scheduledFor: toIso(instantOf(schedule)), timezone: 'UTC' });

/** Returns the local schedule of a post. */
export function localScheduleOf({ scheduledFor, timezone }) {
  const chosen = state.localSchedule;
  if (chosen && toIso(instantOf(chosen)) === scheduledFor) return chosen;
  const instant = typeof scheduledFor === 'string' ? Date.parse(scheduledFor) : NaN;
  const zone = TIME_ZONES.includes(timezone) && timezone !== 'UTC' ? timezone : LOCAL_ZONE;
  return { localTime: Number.isNaN(instant) ? '' : localTimeOf(instant, zone), zone, useLater: false };
}

export function setLocalSchedule(schedule) {
  change(({ post }) => {
    state.localSchedule = schedule;
    const { instants } = instantsOf(schedule.localTime, schedule.zone);
    if (instants.length > 0) Object.assign(post, scheduleFields(schedule));
    else post.scheduledFor = schedule.localTime;
  });
}

const nextHour = () => Math.ceil((Date.now() + HOUR / 2) / HOUR) * HOUR;

/** Switches between publishing now and at a later time. */
export function setScheduled(isScheduled) {
  change(({ post }) => {
    for (const key of ['publishNow', 'scheduledFor', 'scheduledAt', 'timezone']) delete post[key];
    state.localSchedule = null;
    if (isScheduled) Object.assign(post, { scheduledFor: toIso(nextHour()), timezone: 'UTC' });
    else post.publishNow = true;
  });
}
