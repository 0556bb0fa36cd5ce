// What each target will publish, in the shape in which its platform shows it: text, media as cropped there, link, poll,
// thread, first comment. Made from `resolvePost`, so it is what will be sent.

import { html, nothing } from 'lit-html';
import { linked } from '../lib/marks.js';
import { PLATFORMS, platformName } from '../lib/platforms.js';
import { plural } from '../lib/words.js';
import { accountOf, EVERYONE, state, targetsOf } from '../store.js';
import { avatar, glyph, icon, nameOf } from './bits.js';
import { picture } from './media.js';

const LONG = 480;

function words(text, most = LONG) {
  if (!text) return nothing;
  const shown = text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, '')}…` : text;
  return html`<p class="words">
    ${linked(shown).map(piece => (piece.link ? html`<span class="linked">${piece.text}</span>` : piece.text))}${text.length > most ? html` <span class="more">more</span>` : nothing}
  </p>`;
}

const shapeOf = ({ frame, video }, items) =>
  video && items.length === 1 && items[0]?.type === 'video' ? video : frame;

/** The files as the platform crops them; those that are not shown become a number. */
function frames(platform, items, { most = 4 } = {}) {
  if (items.length === 0) return nothing;
  const shown = items.slice(0, most);
  return html`<div class="frames frames-${shown.length}" .style=${`--frame:${shapeOf(PLATFORMS[platform], items)}`}>
    ${shown.map((item, index) => html`<div class="frame">${picture(item)}${item?.type === 'video' ? html`<span class="play">${icon('play')}</span>` : nothing}${index === most - 1 && items.length > most ? html`<span class=${most === 1 ? 'rest corner' : 'rest'}>${most === 1 ? `1/${items.length}` : `+${items.length - most}`}</span>` : nothing}</div>`)}
  </div>`;
}

const hostOf = url => {
  try {
    return new URL(url).host;
  } catch {
    return String(url);
  }
};

/** A link that becomes a card, where there are no media. */
function linkCard({ text, options, mediaItems }) {
  const url =
    options.articleUrl ?? options.link ?? (mediaItems.length === 0 ? /https?:\/\/[^\s]+/.exec(text)?.[0] : undefined);
  if (!url || (mediaItems.length > 0 && !options.articleUrl)) return nothing;
  return html`<div class="link-card">
    <span class="link-picture">${icon('link')}</span
    ><span
      ><b>${options.articleTitle ?? hostOf(url)}</b
      >${options.articleDescription ? html`<span>${options.articleDescription}</span>` : nothing}<span class="soft"
        >${hostOf(url)}</span
      ></span
    >
  </div>`;
}

function poll({ poll: asked }) {
  if (!asked) return nothing;
  const minutes = Number(asked.durationMinutes) || 0;
  const left =
    minutes >= 1440
      ? plural(Math.round(minutes / 1440), 'day')
      : minutes >= 60
        ? plural(Math.round(minutes / 60), 'hour')
        : plural(minutes, 'minute');
  return html`<div class="poll">
    ${(Array.isArray(asked.options) ? asked.options : []).map(answer => html`<span>${String(answer) || '…'}</span>`)}<span
      class="soft"
      >0 votes · ${left} left</span
    >
  </div>`;
}

const thread = (target, account) =>
  (Array.isArray(target.options.threadItems) ? target.options.threadItems : []).map(
    item =>
      html`<div class="reply">
        ${avatar(account, null)}
        <div>
          ${words(String(item?.content ?? ''))}${frames('twitter', Array.isArray(item?.mediaItems) ? item.mediaItems : [])}
        </div>
      </div>`,
  );

const BUTTONS = {
  __proto__: null,
  BOOK: 'Book',
  ORDER: 'Order online',
  SHOP: 'Buy',
  LEARN_MORE: 'Learn more',
  SIGN_UP: 'Sign up',
  CALL: 'Call now',
  GET_OFFER: 'View offer',
};

function business({ options }) {
  const {
    topicType,
    eventTitle,
    eventStartDate,
    eventStartTime,
    eventEndDate,
    eventEndTime,
    callToActionType,
    offerCouponCode,
  } = options;
  return html` ${topicType === 'EVENT' ? html`<div class="event"><b>${eventTitle || 'Untitled event'}</b><span class="soft">${[eventStartDate, eventStartTime].filter(Boolean).join(' ')}${eventEndDate ? ` – ${[eventEndDate, eventEndTime].filter(Boolean).join(' ')}` : ''}</span></div>` : nothing}
  ${topicType === 'OFFER' && offerCouponCode ? html`<div class="event"><span class="soft">Code</span><b>${offerCouponCode}</b></div>` : nothing}
  ${callToActionType ? html`<span class="call">${BUTTONS[callToActionType] ?? callToActionType}</span>` : nothing}`;
}

const head = (account, target, note) =>
  html`<div class="post-head">
    ${avatar(account ?? { id: target.accountId }, null)}<span
      ><b>${nameOf(account ?? { id: target.accountId })}</b
      ><span class="soft">${note ?? account?.username ?? 'Just now'}</span></span
    >
  </div>`;

const LAYOUTS = {
  feed: (target, account) =>
    html`<div class="mock feed">
      ${head(account, target)}${words(target.text)}${frames(target.platform, target.mediaItems)}${linkCard(target)}${poll(target.options)}${target.platform === 'googlebusiness' ? business(target) : nothing}${thread(target, account)}
    </div>`,
  'media-first': (target, account) => {
    const isStory = target.options.contentType === 'story';
    return html`<div class="mock media-first">
      ${head(account, target, isStory ? 'Story' : undefined)}${target.mediaItems.length > 0 ? frames(target.platform, target.mediaItems, { most: 1 }) : html`<p class="missing">${icon('picture')} Needs a picture or a video</p>`}
      ${target.mediaItems.length > 1 ? html`<p class="dots" aria-hidden="true">${target.mediaItems.slice(0, 10).map((_, index) => html`<i class=${index ? '' : 'on'}></i>`)}</p>` : nothing}${isStory ? nothing : words(target.text, 125)}
    </div>`;
  },
  watch: (target, account) =>
    html`<div class="mock watch">
      ${target.mediaItems.length > 0 ? frames(target.platform, target.mediaItems, { most: 1 }) : html`<p class="missing">${icon('film')} Needs a video</p>`}
      <h4>${target.options.title ?? ''}</h4>
      ${head(account, target, target.options.visibility === 'public' ? undefined : `${account?.username ?? 'Just now'} · ${target.options.visibility}`)}${words(target.text, 200)}
      ${
        target.options.firstComment
          ? html`<div class="reply">
              ${avatar(account, null)}
              <div><span class="soft">First comment</span>${words(target.options.firstComment)}</div>
            </div>`
          : nothing
      }
    </div>`,
  screen: (target, account) =>
    html`<div class="mock screen">
      ${target.mediaItems.length > 0 ? frames(target.platform, target.mediaItems, { most: 1 }) : html`<p class="missing">${icon('film')} Needs a video or photos</p>`}
      <div class="over">
        <b>${account?.username ?? nameOf(account ?? { id: target.accountId })}</b
        >${words(target.text, 140)}${target.options.brandContentToggle ? html`<span class="tag">Paid partnership</span>` : target.options.brandOrganicToggle ? html`<span class="tag">Promotional content</span>` : nothing}${target.options.isAigc ? html`<span class="tag">AI-generated</span>` : nothing}
      </div>
    </div>`,
  pin: (target, account) =>
    html`<div class="mock pin">
      ${target.mediaItems.length > 0 ? frames(target.platform, target.mediaItems, { most: 1 }) : html`<p class="missing">${icon('picture')} Needs a picture</p>`}
      <h4>${target.options.title ?? ''}</h4>
      ${words(target.text, 160)}${target.options.link ? html`<p class="soft">${hostOf(target.options.link)}</p>` : nothing}${head(account, target)}
    </div>`,
};

function one(target, index) {
  const given = targetsOf()[index];
  const account = accountOf(given);
  const shape = PLATFORMS[target.platform];
  if (!shape) return nothing;
  return html`<article
    class="preview"
    aria-label="Preview for ${platformName(target.platform)}, ${nameOf(account ?? { id: target.accountId })}"
  >
    <h3>
      ${glyph(target.platform)}
      ${platformName(target.platform)}${target.options.draft === true || target.options.published === false ? html`<span class="soft"> as a draft</span>` : nothing}
    </h3>
    ${LAYOUTS[shape.layout](target, account)}
  </article>`;
}

export function preview() {
  const { targets } = state.resolved;
  if (targets.length === 0)
    return html`<p class="nothing">${icon('eye')}<span>What each platform will show appears here.</span></p>`;
  return html`<div class="previews">
    ${targets.map((target, index) => (state.tab === EVERYONE || state.tab === index ? one(target, index) : nothing))}
  </div>`;
}
