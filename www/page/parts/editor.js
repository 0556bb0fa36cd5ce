// The text, for everyone and for each target alone, and each target's own options.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { keyOf } from '../lib/paths.js';
import { piecesOf } from '../lib/marks.js';
import { optionsOf } from '../lib/schema.js';
import { platformName } from '../lib/platforms.js';
import { inSentence, listed } from '../lib/words.js';
import {
  accountOf,
  EVERYONE,
  isError,
  isOfPost,
  isOfTarget,
  issuesIn,
  issuesOfTarget,
  mediaKind,
  setValue,
  show,
  state,
  targetsOf,
  valueAt,
} from '../store.js';
import { control, choice, idOf } from './fields.js';
import { SHOWN as TIKTOK_SHOWN, tiktokFields } from './tiktok.js';
import { avatar, badge, glyph, issueLines, nameOf, where } from './bits.js';
import { whoIs } from './accounts.js';

const UNITS = {
  __proto__: null,
  graphemes: 'characters',
  codePoints: 'characters',
  utf16: 'characters',
  bytes: 'bytes',
  weighted: 'as X counts',
  threads: 'as Threads counts',
};

/** Shown with the media they speak of. */
const ELSEWHERE = new Set(['altText']);

const countsOf = index => state.resolved.targets[index]?.counts;

function selectTab(tab) {
  show(() => void (state.tab = tab));
}

function onTabKey(event) {
  const tabs = [...event.currentTarget.querySelectorAll('[role=tab]')];
  const at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const next = tabs[(to + tabs.length) % tabs.length];
  next.click();
  next.focus();
}

function tabOf(tab, content, errors, warnings = 0) {
  const chosen = state.tab === tab;
  return html`<button
    type="button"
    role="tab"
    id="tab-${tab}"
    aria-selected=${chosen ? 'true' : 'false'}
    aria-controls="panel"
    tabindex=${chosen ? 0 : -1}
    @click=${() => selectTab(tab)}
  >
    ${content}${errors ? html`<span class="dot bad">${errors}<span class="hidden"> ${errors === 1 ? 'error' : 'errors'}</span></span>` : warnings ? html`<span class="dot fair"></span>` : nothing}
  </button>`;
}

function tabs() {
  const targets = targetsOf();
  const common = issuesIn(['content']).filter(isOfPost);
  return html`<div class="tabs" role="tablist" aria-label="Text and options" @keydown=${onTabKey}>
    ${tabOf(EVERYONE, html`<span>Everyone</span>`, common.filter(isError).length)}
    ${targets.map((target, index) => {
      const issues = issuesOfTarget(index);
      const errors = issues.filter(isError).length;
      const counts = countsOf(index);
      return tabOf(
        index,
        html`${glyph(target?.platform)}<span class="hidden">${where(target?.platform, accountOf(target))}, </span>${
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

/** The text with what is too much of it marked: the marks lie behind the text area, in a copy of the same shape. */
function textArea({ path, cuts, label, placeholder, issues, describedBy }) {
  const value = typeof valueAt(path) === 'string' ? valueAt(path) : '';
  const id = idOf(path);
  const described = [issues.length > 0 && `${id}-issues`, describedBy].filter(Boolean).join(' ');
  return html`<div class="text-box">
      <div class="marks" aria-hidden="true">
        ${piecesOf(value, cuts).map(piece => (piece.over ? html`<mark class="over-${Math.min(piece.over, 3)}">${piece.text}</mark>` : piece.text))}${'\u200b'}
      </div>
      <textarea
        id=${id}
        data-path=${keyOf(path)}
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

const cutOf = counts => [counts, ...(counts?.others ?? [])].map(count => count?.overAt).filter(at => at !== undefined);
const cutsFor = indices => indices.flatMap(index => cutOf(countsOf(index)).slice(0, 1));

/** For whom the common text is too long, each a step away from a text of its own. */
function overNote() {
  const over = targetsOf()
    .map((target, index) => ({ target, index, counts: countsOf(index) }))
    .filter(({ target, counts }) => typeof target?.content !== 'string' && counts?.remaining < 0);
  if (over.length === 0)
    return html`<p class="over-note soft" id="over-note">
      ${state.post.content ? 'Every chosen platform takes this length.' : 'One text for all; each platform’s tab can have its own.'}
    </p>`;
  return html`<p class="over-note" id="over-note">
    <span>Too long:</span
    >${over.map(({ target, index, counts }) => html`<button type="button" class="chip" @click=${() => selectTab(index)}>${glyph(target.platform)} ${-counts.remaining} over<span class="hidden"> for ${platformName(target.platform)}</span></button>`)}
  </p>`;
}

function everyone() {
  const sharing = targetsOf().flatMap((target, index) => (typeof target?.content === 'string' ? [] : [index]));
  const issues = issuesIn(['content']).filter(isOfPost);
  return html`${textArea({ path: ['content'], cuts: cutsFor(sharing), label: 'Text for everyone', placeholder: 'What is it about?', issues, describedBy: 'over-note' })}${overNote()}`;
}

function meter(count) {
  const share = Math.min(1, count.used / count.limit);
  return html`<div class="meter ${count.remaining < 0 ? 'over' : share > 0.9 ? 'near' : ''}">
    <span class="bar" aria-hidden="true" .style=${`--share:${share}`}></span>
    <span class="used"
      ><b>${count.used.toLocaleString('en')}</b> of ${count.limit.toLocaleString('en')}
      ${UNITS[count.unit] ?? count.unit}${count.remaining < 0 ? html` · <b>${(-count.remaining).toLocaleString('en')} over</b>` : nothing}</span
    >
  </div>`;
}

function ownText(target, index) {
  const path = ['platforms', index, 'content'];
  const issues = state.check.issues.filter(
    issue =>
      (issue.path[0] === 'platforms' && issue.path[1] === index && issue.path[2] === 'content') ||
      (issue.path[0] === 'content' && isOfTarget(issue, index)),
  );
  const counts = countsOf(index);
  const isOwn = typeof target?.content === 'string';
  const text = state.resolved.targets[index]?.text ?? '';
  return html` <div class="own-head">
      <h3>Text</h3>
      ${
        isOwn
          ? html`<button type="button" class="small" @click=${() => setValue(path, undefined)}>
              Use everyone’s text
            </button>`
          : html`<button
              type="button"
              class="small"
              @click=${() => {
                setValue(path, typeof state.post.content === 'string' ? state.post.content : '');
                document.getElementById(idOf(path))?.focus();
              }}
            >
              Write its own
            </button>`
      }
    </div>
    ${
      isOwn
        ? textArea({
            path,
            cuts: cutOf(counts),
            label: `Text for ${platformName(target.platform)} alone`,
            placeholder: 'Its own text',
            issues,
          })
        : html`<div class="shared-text" data-path=${keyOf(path)} tabindex="-1">
              <p>
                ${text ? piecesOf(text, cutOf(counts)).map(piece => (piece.over ? html`<mark>${piece.text}</mark>` : piece.text)) : html`<span class="soft">No text yet: it is everyone’s.</span>`}
              </p>
            </div>
            ${issueLines(issues)}`
    }
    ${counts ? html`<div class="meters">${meter(counts)}${(counts.others ?? []).map(meter)}</div>` : nothing}`;
}

/** What has no effect with this post is out of the way, unless something is set. */
function optionFields(target, index) {
  const base = ['platforms', index, 'platformSpecificData'];
  const shown = target.platform === 'tiktok' ? TIKTOK_SHOWN : new Set();
  const about = { media: mediaKind(), options: target.platformSpecificData ?? {} };
  const fields = optionsOf(target.platform).filter(({ key }) => !shown.has(key) && !ELSEWHERE.has(key));
  const applies = field =>
    field.counts(about) || valueAt([...base, field.key]) !== undefined || issuesIn([...base, field.key]).length > 0;
  const one = field => {
    const path = [...base, field.key];
    if (field.key === 'boardId') return boards(field, path, target);
    return control(field, path);
  };
  const rank = ({ required, kind }) =>
    required ? 0 : kind === 'group' || kind === 'groups' ? 1 : kind === 'switch' ? 3 : 2;
  const order = list => [...list].sort((a, b) => rank(a) - rank(b));
  const idle = fields.filter(field => !applies(field));
  return html` ${target.platform === 'tiktok' ? tiktokFields(target, index, key => optionsOf('tiktok').find(field => field.key === key)) : nothing}
    <div class="fields">${order(fields.filter(applies)).map(one)}</div>
    ${idle.length > 0 ? html`<p class="help idle">Without effect on this post: ${listed(idle.map(({ label }) => inSentence(label)))}.</p>` : nothing}`;
}

function boards(field, path, target) {
  const told = state.boards[target.accountId];
  const choices = (told?.boards ?? []).map(({ id, name }) => [id, name]);
  return choice(told?.problem ? { ...field, doc: told.problem } : field, path, { choices, none: 'Choose a board' });
}

/** What is wrong with the target as such: no account, an unknown key. */
function strayIssues(index) {
  const shown = new Set(['content', 'platformSpecificData']);
  const known = new Set(optionsOf(targetsOf()[index]?.platform).map(({ key }) => key));
  return state.check.issues.filter(
    ({ path }) =>
      path[0] === 'platforms' &&
      path[1] === index &&
      (!shown.has(path[2]) || (path[2] === 'platformSpecificData' && !known.has(path[3]))),
  );
}

function targetPanel(target, index) {
  const account = accountOf(target);
  return html` <div class="target-head" data-path=${keyOf(['platforms', index])} tabindex="-1">
      ${avatar(account ?? { id: whoIs(target) }, target?.platform)}
      <div>
        <h2>${platformName(target?.platform)}</h2>
        <p class="soft">
          ${account ? `${nameOf(account)}${account.username ? ` · ${account.username}` : ''}` : whoIs(target)}
        </p>
      </div>
      ${account?.authStatus === 'reconnect_required' ? badge('bad', 'Reconnect first') : nothing}
    </div>
    ${issueLines(strayIssues(index))} ${ownText(target, index)}
    ${
      target && optionsOf(target.platform).length > 0
        ? html`<h3>Options</h3>
            ${optionFields(target, index)}`
        : nothing
    }`;
}

export function editor() {
  const target = state.tab === EVERYONE ? null : targetsOf()[state.tab];
  return html`${tabs()}
    <div class="panel" role="tabpanel" id="panel" aria-labelledby="tab-${state.tab}">
      ${keyed(`${state.tab} ${target?.accountId ?? ''}`, state.tab === EVERYONE ? everyone() : targetPanel(target, state.tab))}
    </div>`;
}
