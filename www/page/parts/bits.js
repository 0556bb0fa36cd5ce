// Small things that many parts are made of.

import { html, nothing } from 'lit-html';
import { linkOf, sourceOf } from '../lib/links.js';
import { platformName } from '../lib/platforms.js';
import { docInWords } from '../lib/said.js';
import { isError } from '../store.js';

export const icon = (name, label) =>
  html`<svg
    class="icon"
    aria-hidden=${label ? nothing : 'true'}
    role=${label ? 'img' : nothing}
    aria-label=${label ?? nothing}
  >
    <use href="#i-${name}"></use>
  </svg>`;

export const glyph = platform =>
  html`<span class="glyph glyph-${platform}" aria-hidden="true"
    ><svg><use href="#p-${platform}"></use></svg
  ></span>`;

/** The same name gives the same colour. */
export function hueOf(name) {
  let hue = 0;
  for (const character of name) hue = (hue * 31 + character.codePointAt(0)) % 360;
  return hue;
}

const initials = name =>
  name
    .replace(/^@/, '')
    .split(/[\s._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map(word => [...word][0].toUpperCase())
    .join('');

/** A link to an address that others gave; its text alone where the address is none that a link may have. */
export function link(address, text) {
  const href = linkOf(address);
  return href
    ? html`<a href=${href} target="_blank" rel="noreferrer">${text}</a>`
    : html`<span class="address">${text}</span>`;
}

export const nameOf = account => account?.displayName ?? account?.username ?? account?.id ?? 'No account';
export const handleOf = account => account?.username ?? account?.displayName ?? account?.id ?? '';

export function avatar(account, platform = account?.platform) {
  const name = nameOf(account);
  const picture = sourceOf(account?.imageUrl);
  return html`<span class="avatar" .style=${`--hue:${hueOf(name)}`} aria-hidden="true">
    <span class="initials">${initials(name)}</span>
    ${picture ? html`<img src=${picture} alt="" @error=${event => event.target.remove()} />` : nothing}
    ${platform ? glyph(platform) : nothing}
  </span>`;
}

/** What is wrong with a control, under it. */
export function issueLines(issues, id) {
  if (issues.length === 0) return nothing;
  return html`<ul class="issue-lines" id=${id ?? nothing}>
    ${issues.map(
      issue =>
        html`<li class=${issue.severity}>
          ${icon(isError(issue) ? 'error' : 'warning', isError(issue) ? 'Error:' : 'Warning:')}<span
            >${issue.message}${issue.hint ? html` <span class="hint">${issue.hint}</span>` : nothing}</span
          >
        </li>`,
    )}
  </ul>`;
}

export const doc = line => docInWords(line).map(({ text, code }) => (code ? html`<code>${text}</code>` : text));

export const where = (platform, account) => `${platformName(platform)}${account ? `, ${handleOf(account)}` : ''}`;

export const badge = (kind, text) => html`<span class="badge ${kind}">${text}</span>`;
