// Scheduled posts and the history: reschedule, cancel, or use a post again.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { isError } from '../lib/issues.js';
import { platformName } from '../lib/platforms.js';
import { plural } from '../lib/text.js';
import { formatInstant, instantsOf, LOCAL_ZONE, localTimeOf, relativeTime } from '../lib/time-zones.js';
import { cancelScheduled, loadMore, loadPosts, rescheduleTo } from '../state/posts.js';
import { scheduleFields } from '../state/schedule.js';
import { openPost, show, state } from '../state/store.js';
import { timeIssues } from '../state/validation.js';
import { clockChangeNotice, scheduleInputs } from './schedule.js';
import { badge, icon, issueLines, link, platformIcon } from './ui.js';

const cancelDialog = () => document.getElementById('cancel');

function askToCancel(post) {
  show(() => void (state.posts.cancelling = post));
  cancelDialog().showModal();
}

function cancel(event) {
  // The second click of a double click was meant for the button that opened the dialog.
  if (event.detail > 1) return;
  const { postId } = state.posts.cancelling;
  cancelDialog().close();
  cancelScheduled(postId);
}

function cancelConfirmation() {
  const post = state.posts.cancelling;
  return html`<dialog id="cancel" class="menu ask" aria-labelledby="cancel-title" aria-describedby="cancel-text">
    ${
      post
        ? html`<h2 id="cancel-title">Cancel this post?</h2>
            <div id="cancel-text">
              ${summary(post)}
              <p>
                It is scheduled for ${formatInstant(Date.parse(post.scheduledFor), LOCAL_ZONE)}. Cancelled, it becomes a
                draft and is not published.
              </p>
            </div>
            <div class="row">
              <button type="button" class="strong" autofocus @click=${() => cancelDialog().close()}>
                Keep it scheduled</button
              ><button type="button" class="danger" id="cancel-post" @click=${cancel}>Cancel the post</button>
            </div>`
        : nothing
    }
  </dialog>`;
}

const isValidTime = ({ localTime, zone }) => instantsOf(localTime, zone).instants.length > 0;

function reschedule(event, { postId }) {
  event.preventDefault();
  const { schedule } = state.posts.open;
  const body = scheduleFields(schedule);
  // The time may have passed while the form was open. The render shows the issue.
  if (!isValidTime(schedule) || timeIssues(body).some(isError)) return show();
  rescheduleTo(postId, body);
}

const summary = ({ content, mediaItems }) =>
  html`<p class="snippet">${content || html`<span class="soft">No text</span>`}</p>
    ${
      mediaItems?.length
        ? html`<span class="soft">${icon('picture')} ${plural(mediaItems.length, 'file')}</span>`
        : nothing
    }`;

function rescheduleForm({ post, schedule, isBusy, onChange }) {
  const { onTime, zone } = scheduleInputs({ id: `zone-${post.postId}`, schedule, onChange });
  const issues = isValidTime(schedule) ? timeIssues(scheduleFields(schedule)) : [];
  return html`<form class="reschedule" @submit=${event => reschedule(event, post)}>
    <input
      type="datetime-local"
      aria-label="New date and time"
      required
      aria-invalid=${issues.some(isError) ? 'true' : nothing}
      aria-describedby="reschedule-issues"
      .value=${live(schedule.localTime)}
      @input=${onTime}
    />
    ${zone}
    <button class="strong" ?disabled=${isBusy}>Save</button
    ><button type="button" class="plain" @click=${() => show(() => void (state.posts.open = null))}>
      Leave as it is
    </button>
    ${clockChangeNotice(schedule, onChange)}${issueLines(issues, 'reschedule-issues')}
  </form>`;
}

const targetIcon = ({ platform }) =>
  html`<span role="img" aria-label=${platformName(platform)}>${platformIcon(platform)}</span>`;

function scheduledRow(post) {
  const instant = Date.parse(post.scheduledFor);
  const { open } = state.posts;
  const schedule = open?.postId === post.postId ? open.schedule : null;
  const setSchedule = chosen => show(() => void (state.posts.open = { postId: post.postId, schedule: chosen }));
  const openForm = () =>
    setSchedule({ localTime: localTimeOf(instant, LOCAL_ZONE), zone: LOCAL_ZONE, useLater: false });
  const isBusy = state.posts.busy.has(post.postId);
  return html`<li class="post">
    <div class="post-time">
      <b>${formatInstant(instant, LOCAL_ZONE)}</b><span class="soft">${relativeTime(instant)}</span>
    </div>
    <div class="post-body">
      ${summary(post)}
      <div class="glyphs">${post.platforms.map(targetIcon)}</div>
      ${schedule ? rescheduleForm({ post, schedule, isBusy, onChange: setSchedule }) : nothing}
    </div>
    <div class="post-tools">
      ${
        schedule
          ? nothing
          : html`<button type="button" class="small" ?disabled=${isBusy} @click=${openForm}>Reschedule</button>
              <button type="button" class="small danger" ?disabled=${isBusy} @click=${() => askToCancel(post)}>
                Cancel
              </button>`
      }
    </div>
  </li>`;
}

const STATUS_BADGES = {
  __proto__: null,
  published: ['good', 'Published'],
  partial: ['fair', 'In part'],
  failed: ['bad', 'Failed'],
  pending: ['wait', 'Waiting'],
  publishing: ['wait', 'Publishing'],
  scheduled: ['idle', 'Scheduled'],
  draft: ['idle', 'Draft'],
};

const publishedTarget = ({ platform, platformPostUrl, errorMessage }) =>
  html`<li>
    ${platformIcon(platform)}
    ${link(platformPostUrl, platformName(platform))}${
      errorMessage ? html`<span class="reason">${errorMessage}</span>` : nothing
    }
  </li>`;

function historyRow(post) {
  const instant = Date.parse(post.createdAt);
  const [tone, text] = STATUS_BADGES[post.status] ?? ['idle', post.status];
  const reuse = () => openPost(structuredClone(post.rawRequestBody));
  return html`<li class="post">
    <div class="post-time">
      ${badge(tone, text)}<span class="soft" title=${formatInstant(instant, LOCAL_ZONE)}>${relativeTime(instant)}</span>
    </div>
    <div class="post-body">
      ${summary(post)}
      <ul class="links">
        ${post.platforms.map(publishedTarget)}
      </ul>
    </div>
    <div class="post-tools">
      ${post.rawRequestBody ? html`<button type="button" class="small" @click=${reuse}>Use again</button>` : nothing}
    </div>
  </li>`;
}

function postList(list, row, emptyText) {
  if (list === null) return html`<p class="nothing">Loading…</p>`;
  if (list.length === 0) return html`<p class="nothing">${emptyText}</p>`;
  return html`<ul class="posts">
    ${repeat(list, ({ postId }) => postId, row)}
  </ul>`;
}

const loadError = problem =>
  html`<p class="notice bad" role="alert">
    The posts could not be loaded: ${problem}
    <button type="button" class="small" @click=${loadPosts}>Try again</button>
  </p>`;

export function posts() {
  const { scheduled, history, total, problem } = state.posts;
  const past = history?.filter(({ status }) => status !== 'scheduled') ?? null;
  const moreButton = html`<button type="button" class="small" @click=${loadMore}>Older ones</button>`;
  return html` ${problem ? loadError(problem) : nothing}
    <section class="card" aria-labelledby="scheduled-title">
      <div class="section-head">
        <h2 id="scheduled-title" tabindex="-1">Scheduled</h2>
        <span class="count">${scheduled?.length || ''}</span>
      </div>
      ${postList(scheduled, scheduledRow, 'Nothing waits for its time.')}
    </section>
    <section class="card" aria-labelledby="history-title">
      <div class="section-head">
        <h2 id="history-title">History</h2>
        <span class="count">${total - (scheduled?.length ?? 0) || ''}</span
        ><button type="button" class="small" @click=${loadPosts}>Refresh</button>
      </div>
      ${postList(past, historyRow, 'Nothing has been sent yet.')}
      ${history && history.length < total ? moreButton : nothing}
    </section>
    ${cancelConfirmation()}`;
}
