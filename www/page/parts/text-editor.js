// Text areas with counts and highlights: for the shared text, and for the text of one target.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { splitAtLimits } from '../lib/highlight.js';
import { isError, isOfPost, isOfTarget } from '../lib/issues.js';
import { pathKey } from '../lib/paths.js';
import { platformName } from '../lib/platforms.js';
import { targetsOf } from '../lib/post.js';
import { issuesIn, setValue, show, state, valueAt } from '../state/store.js';
import { idOf } from './field-frame.js';
import { issueLines, platformIcon } from './ui.js';

const UNITS = {
  __proto__: null,
  graphemes: 'characters',
  codePoints: 'characters',
  utf16: 'characters',
  bytes: 'bytes',
  weighted: 'as X counts',
  threads: 'as Threads counts',
};

export const countsOf = index => state.check.resolved.targets[index]?.counts;

export function selectTab(tab) {
  show(() => void (state.tab = tab));
}

/** Gives the copy the height of a last line that is empty. */
const ZERO_WIDTH_SPACE = '\u200b';

/** A text area over a copy of its text, in which the excess is highlighted. Both must have the same layout. */
function textArea({ path, limits, label, placeholder, issues, describedBy }) {
  const value = typeof valueAt(path) === 'string' ? valueAt(path) : '';
  const id = idOf(path);
  const marks = splitAtLimits(value, limits).map(({ text, exceeded }) =>
    exceeded ? html`<mark class="over-${Math.min(exceeded, 3)}">${text}</mark>` : text,
  );
  const described = [issues.length > 0 && `${id}-issues`, describedBy].filter(Boolean).join(' ');
  return html`<div class="text-box">
      <div class="marks" aria-hidden="true">${marks}${ZERO_WIDTH_SPACE}</div>
      <textarea
        id=${id}
        data-path=${pathKey(path)}
        aria-label=${label}
        aria-invalid=${issues.some(isError) ? 'true' : nothing}
        aria-describedby=${described || nothing}
        placeholder=${placeholder}
        rows="5"
        .value=${live(value)}
        @input=${event => setValue(path, event.target.value)}
      ></textarea>
    </div>
    ${issueLines(issues, `${id}-issues`)}`;
}

/** Returns the index where a text exceeds each limit of a platform. */
const excessOffsets = counts =>
  [counts, ...(counts?.others ?? [])].map(count => count?.overAt).filter(offset => offset !== undefined);

/** Returns the index where a text exceeds the first limit of each target. */
const sharedOffsets = indices => indices.flatMap(index => excessOffsets(countsOf(index)).slice(0, 1));

const tooLongButton = ({ target, index, counts }) =>
  html`<button type="button" class="chip" @click=${() => selectTab(index)}>
    ${platformIcon(target.platform)}
    <span>${-counts.remaining} over<span class="hidden"> for ${platformName(target.platform)}</span></span>
  </button>`;

/** Lists the platforms for which the shared text is too long, with links to their tabs. */
function lengthNote() {
  const tooLong = targetsOf(state.post)
    .map((target, index) => ({ target, index, counts: countsOf(index) }))
    .filter(({ target, counts }) => typeof target?.content !== 'string' && counts?.remaining < 0);
  if (tooLong.length === 0)
    return html`<p class="over-note soft" id="over-note">
      ${
        state.post.content
          ? 'Every chosen platform takes this length.'
          : 'One text for all; each platform’s tab can have its own.'
      }
    </p>`;
  return html`<p class="over-note" id="over-note"><span>Too long:</span>${tooLong.map(tooLongButton)}</p>`;
}

export function sharedText() {
  const sharing = targetsOf(state.post).flatMap((target, index) =>
    typeof target?.content === 'string' ? [] : [index],
  );
  const area = textArea({
    path: ['content'],
    limits: sharedOffsets(sharing),
    label: 'Text for everyone',
    placeholder: 'What is it about?',
    issues: issuesIn(['content']).filter(isOfPost),
    describedBy: 'over-note',
  });
  return html`${area}${lengthNote()}`;
}

function meter(count) {
  const share = Math.min(1, count.used / count.limit);
  const unit = UNITS[count.unit] ?? count.unit;
  const excess = count.remaining < 0 ? html` · <b>${(-count.remaining).toLocaleString('en')} over</b>` : nothing;
  return html`<div class="meter ${count.remaining < 0 ? 'over' : share > 0.9 ? 'near' : ''}">
    <span class="bar" aria-hidden="true" .style=${`--share:${share}`}></span>
    <span class="used"
      ><b>${count.used.toLocaleString('en')}</b> of ${count.limit.toLocaleString('en')} ${unit}${excess}</span
    >
  </div>`;
}

export function targetText(target, index) {
  const path = ['platforms', index, 'content'];
  const issues = state.check.issues.filter(
    issue =>
      (issue.path[0] === 'platforms' && issue.path[1] === index && issue.path[2] === 'content') ||
      (issue.path[0] === 'content' && isOfTarget(issue, index)),
  );
  const counts = countsOf(index);
  const isOwn = typeof target?.content === 'string';
  const text = state.check.resolved.targets[index]?.text ?? '';
  const sharedContent = text
    ? splitAtLimits(text, excessOffsets(counts)).map(segment =>
        segment.exceeded ? html`<mark>${segment.text}</mark>` : segment.text,
      )
    : html`<span class="soft">No text yet: it is everyone’s.</span>`;
  const writeOwn = () => {
    setValue(path, typeof state.post.content === 'string' ? state.post.content : '');
    document.getElementById(idOf(path))?.focus();
  };
  return html` <div class="own-head">
      <h3>Text</h3>
      ${
        isOwn
          ? html`<button type="button" class="small" @click=${() => setValue(path, undefined)}>
              Use everyone’s text
            </button>`
          : html`<button type="button" class="small" @click=${writeOwn}>Write its own</button>`
      }
    </div>
    ${
      isOwn
        ? textArea({
            path,
            limits: excessOffsets(counts),
            label: `Text for ${platformName(target.platform)} alone`,
            placeholder: 'Its own text',
            issues,
          })
        : html`<div class="shared-text" data-path=${pathKey(path)} tabindex="-1">
              <p>${sharedContent}</p>
            </div>
            ${issueLines(issues)}`
    }
    ${counts ? html`<div class="meters">${meter(counts)}${(counts.others ?? []).map(meter)}</div>` : nothing}`;
}
