// The editor: a tab for the shared text, and one for each target.

import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { isError, isOfPost } from '../lib/issues.js';
import { targetsOf } from '../lib/post.js';
import { accountOf, issuesIn, issuesOfTarget, SHARED_TAB, state } from '../state/store.js';
import { targetPanel } from './target-panel.js';
import { countsOf, selectTab, sharedText } from './text-editor.js';
import { platformIcon, targetLabel } from './ui.js';

function onTabKey(event) {
  const tabs = [...event.currentTarget.querySelectorAll('[role=tab]')];
  const current = tabs.indexOf(document.activeElement);
  const target = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (target === undefined || current < 0) return;
  event.preventDefault();
  const next = tabs[(target + tabs.length) % tabs.length];
  next.click();
  next.focus();
}

function issueDot(errors, warnings) {
  if (errors)
    return html`<span class="dot bad"
      >${errors}<span class="hidden"> ${errors === 1 ? 'error' : 'errors'}</span></span
    >`;
  return warnings ? html`<span class="dot fair"></span>` : nothing;
}

function tabButton(tab, content, errors, warnings = 0) {
  const isSelected = state.tab === tab;
  return html`<button
    type="button"
    role="tab"
    id="tab-${tab}"
    aria-selected=${isSelected ? 'true' : 'false'}
    aria-controls="panel"
    tabindex=${isSelected ? 0 : -1}
    @click=${() => selectTab(tab)}
  >
    ${content}${issueDot(errors, warnings)}
  </button>`;
}

function tabs() {
  const targets = targetsOf(state.post);
  const shared = issuesIn(['content']).filter(isOfPost);
  return html`<div class="tabs" role="tablist" aria-label="Text and options" @keydown=${onTabKey}>
    ${tabButton(SHARED_TAB, html`<span>Everyone</span>`, shared.filter(isError).length)}
    ${targets.map((target, index) => {
      const issues = issuesOfTarget(index);
      const errors = issues.filter(isError).length;
      const counts = countsOf(index);
      return tabButton(
        index,
        html`${platformIcon(target?.platform)}<span class="hidden"
            >${targetLabel(target?.platform, accountOf(target))}, </span
          >${
            counts
              ? html`<span class="left ${counts.remaining < 0 ? 'over' : ''}"
                    >${counts.remaining.toLocaleString('en').replace('-', '−')}</span
                  ><span class="hidden"> left</span>`
              : nothing
          }`,
        errors,
        issues.length - errors,
      );
    })}
  </div>`;
}

export function editor() {
  const target = state.tab === SHARED_TAB ? null : targetsOf(state.post)[state.tab];
  const panel = state.tab === SHARED_TAB ? sharedText() : targetPanel(target, state.tab);
  return html`${tabs()}
    <div class="panel" role="tabpanel" id="panel" aria-labelledby="tab-${state.tab}">
      ${keyed(`${state.tab} ${target?.accountId ?? ''}`, panel)}
    </div>`;
}
