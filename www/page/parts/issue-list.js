// The list of issues. A click on an issue leads to its control.

import { html, nothing } from 'lit-html';
import { labelOf } from '../lib/labels.js';
import { platformName } from '../lib/platforms.js';
import { targetsOf } from '../lib/post.js';
import { SHARED_TAB, show, state } from '../state/store.js';
import { controlAt } from './field-frame.js';
import { selectInRequest } from './request.js';
import { platformIcon, severityIcon } from './ui.js';

const targetOf = issue =>
  issue.target ?? (issue.path[0] === 'platforms' && typeof issue.path[1] === 'number' ? issue.path[1] : undefined);

/** Returns the label of a path: "Title", "File 2", "Thread 2 · Text". */
function pathLabel(path) {
  const inner = path[0] === 'platforms' ? path.slice(2).filter(part => part !== 'platformSpecificData') : path;
  if (inner[0] === 'mediaItems') return typeof inner[1] === 'number' ? `File ${inner[1] + 1}` : 'Media';
  if (inner.length === 0)
    return path.length === 0 ? 'Post' : path[0] === 'platforms' && path.length === 1 ? 'Accounts' : 'Target';
  return inner.reduce(
    (label, part) => (typeof part === 'number' ? `${label} ${part + 1}` : `${label}${label && ' · '}${labelOf(part)}`),
    '',
  );
}

/** Moves the focus to the control of an issue, or selects its value in the request body. */
export function goToIssue(issue) {
  const index = targetOf(issue);
  const path = issue.path.at(-2) === 'altText' ? ['alt', issue.path.at(-1)] : issue.path;
  const isInTarget = path[0] === 'platforms' && typeof path[1] === 'number';
  show(() => {
    state.view = 'compose';
    if (isInTarget) state.tab = index;
    else if (path[0] === 'content') state.tab = SHARED_TAB;
  });
  if (path[0] === 'platforms' && path.length === 1) {
    document.querySelector('.accounts input')?.focus();
    return;
  }
  const control = controlAt(path);
  // The head of a target is the fallback for values without a control. Only the request body shows those.
  const isFallback = control?.classList.contains('target-head') && path.length > 2;
  if (!control || control.disabled || isFallback) selectInRequest(path);
  else {
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: 'center' });
  }
}

function issueRow(issue) {
  const platform = targetsOf(state.post)[targetOf(issue)]?.platform ?? issue.platform;
  const place = platform
    ? html`${platformIcon(platform)}<span>${platformName(platform)} · ${pathLabel(issue.path)}</span>`
    : html`<span>${pathLabel(issue.path)}</span>`;
  return html`<li class=${issue.severity}>
    <button type="button" @click=${() => goToIssue(issue)}>
      ${severityIcon(issue)}
      <span
        ><span class="place">${place}</span>
        <span class="what">${issue.message}</span
        >${issue.hint ? html`<span class="hint">${issue.hint}</span>` : nothing}</span
      >
    </button>
  </li>`;
}

export const issueList = issues =>
  html`<ol class="issues" id="issues" aria-label="Issues" tabindex="-1">
    ${issues.map(issueRow)}
  </ol>`;
