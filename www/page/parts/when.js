// Now, or at a time on a clock of some zone. What is sent is the instant in UTC: the one form that every reading of the
// API agrees on. Where clocks are changed, the hour that comes twice or not at all is said.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { fromNow, HERE, instantsOf, inWordsOf, isoOf, offsetOf, wallOf, ZONES } from '../lib/zones.js';
import { change, isError, issuesIn, state } from '../store.js';
import { issueLines } from './bits.js';

const HOUR = 3_600_000;

/** The clock that shows what is in the post. */
export function clockOf(post) {
  const { scheduledFor, timezone } = post;
  if (state.clock && isoOf(chosenInstant(state.clock)) === scheduledFor) return state.clock;
  const known = typeof scheduledFor === 'string' ? Date.parse(scheduledFor) : NaN;
  const zone = ZONES.includes(timezone) && timezone !== 'UTC' ? timezone : HERE;
  return { wall: Number.isNaN(known) ? '' : wallOf(known, zone), zone, second: false };
}

export function chosenInstant({ wall, zone, second }) {
  const { instants } = instantsOf(wall, zone);
  return instants[second && instants.length > 1 ? 1 : 0] ?? 0;
}

const nextHour = () => Math.ceil((Date.now() + HOUR / 2) / HOUR) * HOUR;

function setClock(clock) {
  change(all => {
    all.clock = clock;
    const { instants } = instantsOf(clock.wall, clock.zone);
    if (instants.length > 0) Object.assign(all.post, { scheduledFor: isoOf(chosenInstant(clock)), timezone: 'UTC' });
    else all.post.scheduledFor = clock.wall;
  });
}

function choose(later) {
  change(all => {
    const { post } = all;
    for (const key of ['publishNow', 'scheduledFor', 'scheduledAt', 'timezone']) delete post[key];
    all.clock = null;
    if (!later) post.publishNow = true;
    else Object.assign(post, { scheduledFor: isoOf(nextHour()), timezone: 'UTC' });
  });
}

/** The hour that comes twice, or not at all. */
export function clockNotice(clock, pick) {
  const { instants, problem, shown } = instantsOf(clock.wall, clock.zone);
  if (problem === 'skipped') {
    return html`<p class="notice fair" role="status">
      Clocks in ${clock.zone} go forward then: ${clock.wall.slice(11)} does not exist. It will be ${shown.slice(11)}.
    </p>`;
  }
  if (problem !== 'twice') return nothing;
  return html`<fieldset class="notice fair">
    <legend class="hidden">Which one</legend>
    <p role="status">Clocks in ${clock.zone} go back then: ${clock.wall.slice(11)} comes twice.</p>
    ${instants.map((instant, index) => html`<label class="radio"><input type="radio" name="which-hour" .checked=${live(clock.second === (index === 1))} @change=${() => pick({ ...clock, second: index === 1 })} /> the ${index ? 'second' : 'first'}, ${offsetOf(instant, clock.zone)}</label>`)}
  </fieldset>`;
}

export const zoneChoice = ({ id, zone, label, onChange }) =>
  html`<select id=${id} aria-label=${label} @change=${event => onChange(event.target.value)}>
    ${ZONES.map(name => html`<option value=${name} .selected=${live(name === zone)}>${name.replaceAll('_', ' ')}</option>`)}
  </select>`;

export function when() {
  const { post } = state;
  const later = post.scheduledFor !== undefined || post.scheduledAt !== undefined;
  const issues = [
    ...issuesIn(['scheduledFor']),
    ...issuesIn(['scheduledAt']),
    ...issuesIn(['timezone']),
    ...issuesIn(['publishNow']),
  ];
  const clock = clockOf(post);
  const instant = Date.parse(post.scheduledFor);
  const bad = issues.some(isError) ? 'true' : nothing;
  return html` <div class="section-head"><h2 id="when-title">When</h2></div>
    <div class="when" data-path="publishNow" tabindex="-1">
      <div class="segmented" role="radiogroup" aria-labelledby="when-title">
        <label
          ><input type="radio" name="when" .checked=${live(!later)} @change=${() => choose(false)} /><span
            >Now</span
          ></label
        >
        <label
          ><input type="radio" name="when" .checked=${live(later)} @change=${() => choose(true)} /><span
            >At a time</span
          ></label
        >
      </div>
      ${
        later
          ? html`<div class="clock">
              <input
                type="datetime-local"
                id="when-time"
                aria-label="Date and time"
                data-path="scheduledFor"
                aria-invalid=${bad}
                aria-describedby="when-issues when-means"
                .value=${live(clock.wall)}
                @input=${event => event.target.value && setClock({ ...clock, wall: event.target.value.slice(0, 16), second: false })}
              />
              ${zoneChoice({ id: 'when-zone', zone: clock.zone, label: 'Time zone', onChange: zone => setClock({ ...clock, zone, second: false }) })}
            </div>`
          : nothing
      }
    </div>
    ${later && !Number.isNaN(instant) ? html`<p class="soft means" id="when-means">${inWordsOf(instant, clock.zone)} ${offsetOf(instant, clock.zone)}, ${fromNow(instant)}. Sent as <code>${post.scheduledFor}</code></p>` : nothing}
    ${later && clock.wall ? clockNotice(clock, setClock) : nothing} ${issueLines(issues, 'when-issues')}`;
}
