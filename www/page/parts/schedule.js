// Chooses when to publish: now, or at a local time of a zone. Explains hours that daylight saving repeats or skips.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { isError } from '../lib/issues.js';
import { formatInstant, formatOffset, instantsOf, relativeTime, TIME_ZONES } from '../lib/time-zones.js';
import { localScheduleOf, setLocalSchedule, setScheduled } from '../state/schedule.js';
import { issuesIn, state } from '../state/store.js';
import { issueLines } from './ui.js';

const hourChoice = ({ instant, index, schedule, onChange }) => {
  const isChosen = schedule.useLater === (index === 1);
  const choose = () => onChange({ ...schedule, useLater: index === 1 });
  const label = `the ${index ? 'second' : 'first'}, ${formatOffset(instant, schedule.zone)}`;
  return html`<label class="radio"
    ><input type="radio" name="which-hour" .checked=${live(isChosen)} @change=${choose} /> ${label}</label
  >`;
};

/** Warns of a local time that exists twice, or not at all. */
export function clockChangeNotice(schedule, onChange) {
  const { zone, localTime } = schedule;
  const { instants, problem, shiftedTo } = instantsOf(localTime, zone);
  const time = localTime.slice(11);
  if (problem === 'skipped') {
    return html`<p class="notice fair" role="status">
      Clocks in ${zone} go forward then: ${time} does not exist. It will be ${shiftedTo.slice(11)}.
    </p>`;
  }
  if (problem !== 'repeated') return nothing;
  return html`<fieldset class="notice fair">
    <legend class="hidden">Which one</legend>
    <p role="status">Clocks in ${zone} go back then: ${time} comes twice.</p>
    ${instants.map((instant, index) => hourChoice({ instant, index, schedule, onChange }))}
  </fieldset>`;
}

const zoneOption = (name, zone) =>
  html`<option value=${name} .selected=${live(name === zone)}>${name.replaceAll('_', ' ')}</option>`;

const zoneSelect = ({ id, zone, onChange }) =>
  html`<select id=${id} aria-label="Time zone" @change=${event => onChange(event.target.value)}>
    ${TIME_ZONES.map(name => zoneOption(name, zone))}
  </select>`;

/** The handlers of a date and time control and of its zone, both for the value `schedule`. */
export const scheduleInputs = ({ id, schedule, onChange }) => ({
  onTime({ target: { value } }) {
    if (value) onChange({ ...schedule, localTime: value.slice(0, 16), useLater: false });
  },
  zone: zoneSelect({ id, zone: schedule.zone, onChange: zone => onChange({ ...schedule, zone, useLater: false }) }),
});

function timeInputs(schedule, isInvalid) {
  const { onTime, zone } = scheduleInputs({ id: 'when-zone', schedule, onChange: setLocalSchedule });
  return html`<div class="clock">
    <input
      type="datetime-local"
      id="when-time"
      aria-label="Date and time"
      data-path="scheduledFor"
      aria-invalid=${isInvalid ? 'true' : nothing}
      aria-describedby="when-issues when-means"
      .value=${live(schedule.localTime)}
      @input=${onTime}
    />
    ${zone}
  </div>`;
}

function meaning({ scheduledFor }, { zone }) {
  const instant = Date.parse(scheduledFor);
  if (Number.isNaN(instant)) return nothing;
  const time = `${formatInstant(instant, zone)} ${formatOffset(instant, zone)}, ${relativeTime(instant)}.`;
  return html`<p class="soft means" id="when-means">${time} Sent as <code>${scheduledFor}</code></p>`;
}

export function schedule() {
  const { post } = state;
  const isScheduled = post.scheduledFor !== undefined || post.scheduledAt !== undefined;
  const issues = ['scheduledFor', 'scheduledAt', 'timezone', 'publishNow'].flatMap(key => issuesIn([key]));
  const local = localScheduleOf(post);
  return html` <div class="section-head"><h2 id="when-title">When</h2></div>
    <div class="when" data-path="publishNow" tabindex="-1">
      <div class="segmented" role="radiogroup" aria-labelledby="when-title">
        <label
          ><input type="radio" name="when" .checked=${live(!isScheduled)} @change=${() => setScheduled(false)} /><span
            >Now</span
          ></label
        >
        <label
          ><input type="radio" name="when" .checked=${live(isScheduled)} @change=${() => setScheduled(true)} /><span
            >At a time</span
          ></label
        >
      </div>
      ${isScheduled ? timeInputs(local, issues.some(isError)) : nothing}
    </div>
    ${isScheduled ? meaning(post, local) : nothing}
    ${isScheduled && local.localTime ? clockChangeNotice(local, setLocalSchedule) : nothing}
    ${issueLines(issues, 'when-issues')}`;
}
