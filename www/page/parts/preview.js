// Previews of what each target will publish, laid out like its platform. They are made from `resolvePost`, so they
// show what will be sent.

import { html, nothing } from 'lit-html';
import { splitLinks } from '../lib/highlight.js';
import { PLATFORMS } from '../lib/platforms.js';
import { targetsOf } from '../lib/post.js';
import { plural } from '../lib/text.js';
import { accountOf, SHARED_TAB, state } from '../state/store.js';
import { thumbnail } from './thumbnail.js';
import { avatar, displayName, icon, platformIcon } from './ui.js';

/** In characters. */
const MAX_TEXT = 480;

function postText(text, limit = MAX_TEXT) {
  if (!text) return nothing;
  const isCut = text.length > limit;
  const shown = isCut ? `${text.slice(0, limit).replace(/\s+\S*$/, '')}…` : text;
  const segments = splitLinks(shown).map(segment =>
    segment.isLink ? html`<span class="linked">${segment.text}</span>` : segment.text,
  );
  const more = isCut ? html` <span class="more">more</span>` : nothing;
  return html`<p class="words">${segments}${more}</p>`;
}

const frameOf = ({ frame, video }, items) =>
  video && items.length === 1 && items[0]?.type === 'video' ? video : frame;

function mediaFrame(item, remainder) {
  const play = item?.type === 'video' ? html`<span class="play">${icon('play')}</span>` : nothing;
  return html`<div class="frame">${thumbnail(item)}${play}${remainder}</div>`;
}

/** The media as the platform crops them. A label counts those that are not shown. */
function mediaFrames(platform, items, { limit = 4 } = {}) {
  if (items.length === 0) return nothing;
  const shown = items.slice(0, limit);
  const label =
    limit === 1
      ? html`<span class="rest corner">1/${items.length}</span>`
      : html`<span class="rest">+${items.length - limit}</span>`;
  const remainderAt = index => (index === limit - 1 && items.length > limit ? label : nothing);
  return html`<div class="frames frames-${shown.length}" .style=${`--frame:${frameOf(PLATFORMS[platform], items)}`}>
    ${shown.map((item, index) => mediaFrame(item, remainderAt(index)))}
  </div>`;
}

/** The first media item, or a note that the platform needs one. */
const mainMedia = ({ platform, mediaItems }, missingIcon, missingText) =>
  mediaItems.length > 0
    ? mediaFrames(platform, mediaItems, { limit: 1 })
    : html`<p class="missing">${icon(missingIcon)} ${missingText}</p>`;

const hostOf = url => {
  try {
    return new URL(url).host;
  } catch {
    return String(url);
  }
};

/** The card of a link in a post without media. */
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

function formatMinutes(minutes) {
  if (minutes >= 1440) return plural(Math.round(minutes / 1440), 'day');
  return minutes >= 60 ? plural(Math.round(minutes / 60), 'hour') : plural(minutes, 'minute');
}

function pollCard({ poll }) {
  if (!poll) return nothing;
  const answers = Array.isArray(poll.options) ? poll.options : [];
  return html`<div class="poll">
    ${answers.map(answer => html`<span>${String(answer) || '…'}</span>`)}<span class="soft"
      >0 votes · ${formatMinutes(Number(poll.durationMinutes) || 0)} left</span
    >
  </div>`;
}

const reply = (account, content) =>
  html`<div class="reply">
    ${avatar(account, null)}
    <div>${content}</div>
  </div>`;

const thread = ({ platform, options: { threadItems } }, account) =>
  (Array.isArray(threadItems) ? threadItems : []).map(item => {
    const items = Array.isArray(item?.mediaItems) ? item.mediaItems : [];
    return reply(account, html`${postText(String(item?.content ?? ''))}${mediaFrames(platform, items)}`);
  });

const CALL_TO_ACTION_LABELS = {
  __proto__: null,
  BOOK: 'Book',
  ORDER: 'Order online',
  SHOP: 'Buy',
  LEARN_MORE: 'Learn more',
  SIGN_UP: 'Sign up',
  CALL: 'Call now',
  GET_OFFER: 'View offer',
};

const joinTime = (date, time) => [date, time].filter(Boolean).join(' ');

function eventCard({ eventTitle, eventStartDate, eventStartTime, eventEndDate, eventEndTime }) {
  const end = eventEndDate ? ` – ${joinTime(eventEndDate, eventEndTime)}` : '';
  return html`<div class="event">
    <b>${eventTitle || 'Untitled event'}</b><span class="soft">${joinTime(eventStartDate, eventStartTime)}${end}</span>
  </div>`;
}

const couponCard = code => html`<div class="event"><span class="soft">Code</span><b>${code}</b></div>`;

function businessDetails({ options }) {
  const { topicType, callToActionType, offerCouponCode } = options;
  const label = CALL_TO_ACTION_LABELS[callToActionType] ?? callToActionType;
  return html` ${topicType === 'EVENT' ? eventCard(options) : nothing}
  ${topicType === 'OFFER' && offerCouponCode ? couponCard(offerCouponCode) : nothing}
  ${callToActionType ? html`<span class="call">${label}</span>` : nothing}`;
}

const postHead = (account, target, note) =>
  html`<div class="post-head">
    ${avatar(account ?? { id: target.accountId }, null)}<span
      ><b>${displayName(account ?? { id: target.accountId })}</b
      ><span class="soft">${note ?? account?.username ?? 'Just now'}</span></span
    >
  </div>`;

function carouselDots(items) {
  if (items.length < 2) return nothing;
  const dots = items.slice(0, 10).map((_, index) => html`<i class=${index ? '' : 'on'}></i>`);
  return html`<p class="dots" aria-hidden="true">${dots}</p>`;
}

function tiktokTags({ brandContentToggle, brandOrganicToggle, isAigc }) {
  const brand = brandContentToggle ? 'Paid partnership' : brandOrganicToggle ? 'Promotional content' : undefined;
  return [brand, isAigc ? 'AI-generated' : undefined].filter(Boolean).map(tag => html`<span class="tag">${tag}</span>`);
}

const LAYOUTS = {
  feed: (target, account) =>
    html`<div class="mock feed">
      ${postHead(account, target)}${postText(target.text)}${mediaFrames(target.platform, target.mediaItems)}
      ${linkCard(target)}${pollCard(target.options)}
      ${target.platform === 'googlebusiness' ? businessDetails(target) : nothing}${thread(target, account)}
    </div>`,
  'media-first': (target, account) => {
    const isStory = target.options.contentType === 'story';
    return html`<div class="mock media-first">
      ${postHead(account, target, isStory ? 'Story' : undefined)}
      ${mainMedia(target, 'picture', 'Needs a picture or a video')}
      ${carouselDots(target.mediaItems)}${isStory ? nothing : postText(target.text, 125)}
    </div>`;
  },
  watch: (target, account) => {
    const { title, visibility, firstComment } = target.options;
    const note = visibility === 'public' ? undefined : `${account?.username ?? 'Just now'} · ${visibility}`;
    const comment = html`<span class="soft">First comment</span>${postText(firstComment)}`;
    return html`<div class="mock watch">
      ${mainMedia(target, 'film', 'Needs a video')}
      <h4>${title ?? ''}</h4>
      ${postHead(account, target, note)}${postText(target.text, 200)}
      ${firstComment ? reply(account, comment) : nothing}
    </div>`;
  },
  screen: (target, account) =>
    html`<div class="mock screen">
      ${mainMedia(target, 'film', 'Needs a video or photos')}
      <div class="over">
        <b>${account?.username ?? displayName(account ?? { id: target.accountId })}</b>
        ${postText(target.text, 140)}${tiktokTags(target.options)}
      </div>
    </div>`,
  pin: (target, account) => {
    const { title, link } = target.options;
    return html`<div class="mock pin">
      ${mainMedia(target, 'picture', 'Needs a picture')}
      <h4>${title ?? ''}</h4>
      ${postText(target.text, 160)}${link ? html`<p class="soft">${hostOf(link)}</p>` : nothing}
      ${postHead(account, target)}
    </div>`;
  },
};

function targetPreview(target, index) {
  const account = accountOf(targetsOf(state.post)[index]);
  const platform = PLATFORMS[target.platform];
  if (!platform) return nothing;
  const isDraft = target.options.draft === true || target.options.published === false;
  return html`<article
    class="preview"
    aria-label="Preview for ${platform.title}, ${displayName(account ?? { id: target.accountId })}"
  >
    <h3>
      ${platformIcon(target.platform)}
      ${platform.title}${isDraft ? html`<span class="soft"> as a draft</span>` : nothing}
    </h3>
    ${LAYOUTS[platform.layout](target, account)}
  </article>`;
}

export function preview() {
  const { targets } = state.check.resolved;
  if (targets.length === 0)
    return html`<p class="nothing">${icon('eye')}<span>What each platform will show appears here.</span></p>`;
  const isShown = index => state.tab === SHARED_TAB || state.tab === index;
  return html`<div class="previews">
    ${targets.map((target, index) => (isShown(index) ? targetPreview(target, index) : nothing))}
  </div>`;
}
