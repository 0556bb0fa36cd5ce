// Small elements that several parts share.

import { html, nothing } from 'lit-html';
import { descriptionParts } from '../lib/issue-text.js';
import { isError } from '../lib/issues.js';
import { platformColor, platformName } from '../lib/platforms.js';
import { linkUrl, mediaUrl } from '../lib/safe-urls.js';

export const icon = (name, label) =>
  html`<svg
    class="icon"
    aria-hidden=${label ? nothing : 'true'}
    role=${label ? 'img' : nothing}
    aria-label=${label ?? nothing}
  >
    <use href="#i-${name}"></use>
  </svg>`;

export const severityIcon = issue => (isError(issue) ? icon('error', 'Error:') : icon('warning', 'Warning:'));

export const platformIcon = platform =>
  html`<span class="glyph glyph-${platform}" .style=${`--tint:${platformColor(platform)}`} aria-hidden="true"
    ><svg><use href="#p-${platform}"></use></svg
  ></span>`;

/** Returns the same hue for the same name. */
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

/** Links to an untrusted URL. If it is not safe to link to, shows only the text. */
export function link(url, text) {
  const href = linkUrl(url);
  return href
    ? html`<a href=${href} target="_blank" rel="noreferrer">${text}</a>`
    : html`<span class="address">${text}</span>`;
}

export const displayName = account => account?.displayName ?? account?.username ?? account?.id ?? 'No account';
export const handleOf = account => account?.username ?? account?.displayName ?? account?.id ?? '';

export function avatar(account, platform = account?.platform) {
  const name = displayName(account);
  const picture = mediaUrl(account?.imageUrl);
  return html`<span class="avatar" .style=${`--hue:${hueOf(name)}`} aria-hidden="true">
    <span class="initials">${initials(name)}</span>
    ${picture ? html`<img src=${picture} alt="" @error=${event => event.target.remove()} />` : nothing}
    ${platform ? platformIcon(platform) : nothing}
  </span>`;
}

/** The issues of a control, shown under it. */
export function issueLines(issues, id) {
  if (issues.length === 0) return nothing;
  return html`<ul class="issue-lines" id=${id ?? nothing}>
    ${issues.map(
      issue =>
        html`<li class=${issue.severity}>
          ${severityIcon(issue)}<span
            >${issue.message}${issue.hint ? html` <span class="hint">${issue.hint}</span>` : nothing}</span
          >
        </li>`,
    )}
  </ul>`;
}

export const description = text =>
  descriptionParts(text).map(part => (part.code ? html`<code>${part.text}</code>` : part.text));

export const targetLabel = (platform, account) => `${platformName(platform)}${account ? `, ${handleOf(account)}` : ''}`;

export const badge = (tone, text) => html`<span class="badge ${tone}">${text}</span>`;
