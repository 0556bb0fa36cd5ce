// What was sent and what waits for its time: look, reschedule, cancel, start again from one.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { client } from '../lib/postpeer.js';
import { platformName } from '../lib/platforms.js';
import { plural } from '../lib/words.js';
import { fromNow, HERE, instantsOf, inWordsOf, isoOf, wallOf } from '../lib/zones.js';
import { isError, open, show, state, timeIssues } from '../store.js';
import { forget } from '../sent.js';
import { clockNotice, chosenInstant, zoneChoice } from './when.js';
import { badge, glyph, icon, issueLines, link } from './bits.js';

const PAGE = 20;

const listScheduled = async () => (await client.posts.scheduled.list({ query: { limit: 100 } })).data.posts;

export async function loadPosts() {
  try {
    const [scheduled, { data }] = await Promise.all([listScheduled(), client.posts.list({ query: { limit: PAGE } })]);
    show(() => Object.assign(state.posts, { scheduled, history: data.posts, total: data.total, problem: null }));
  } catch (error) {
    show(() => void (state.posts.problem = error.message));
  }
}

async function loadMore() {
  const { history } = state.posts;
  const { data } = await client.posts.list({ query: { limit: PAGE, offset: history.length } });
  // Posts that were sent in between move the others on to the next page.
  const known = new Set(history.map(({ postId }) => postId));
  show(() =>
    Object.assign(state.posts, {
      history: [...history, ...data.posts.filter(({ postId }) => !known.has(postId))],
      total: data.total,
    }),
  );
}

/** How many wait, for the top of the page. */
export async function refreshCounts() {
  try {
    const scheduled = await listScheduled();
    show(() => void (state.posts.scheduled = scheduled));
  } catch {
    // The number in the top bar can wait for the next time.
  }
}

/** Changes a scheduled post. Until the lists are loaded again, nothing else is done to it. */
async function act(postId, change, done) {
  const { busy } = state.posts;
  if (busy.has(postId)) return;
  show(() => void busy.add(postId));
  try {
    await change();
    show(() => {
      state.posts.open = null;
      state.notice = done;
    });
  } catch (error) {
    show(() => void (state.notice = `That did not work: ${error.message}`));
  }
  await loadPosts();
  show(() => void busy.delete(postId));
  // The row may be gone, and the focus with it.
  if (document.activeElement === document.body) document.getElementById('scheduled-title')?.focus();
}

const cancelDialog = () => document.getElementById('cancel');

function askCancel(post) {
  show(() => void (state.posts.cancelling = post));
  cancelDialog().showModal();
}

function cancel(event) {
  // The second click of a double click was meant for the button that opened the dialog.
  if (event.detail > 1) return;
  const { postId } = state.posts.cancelling;
  cancelDialog().close();
  act(
    postId,
    async () => {
      await client.posts.scheduled.cancel({ path: { postId } });
      forget(postId);
    },
    'Cancelled: it is a draft now.',
  );
}

function cancelQuestion() {
  const post = state.posts.cancelling;
  return html`<dialog id="cancel" class="menu ask" aria-labelledby="cancel-title" aria-describedby="cancel-text">
    ${
      post
        ? html`<h2 id="cancel-title">Cancel this post?</h2>
            <div id="cancel-text">
              ${snippet(post)}
              <p>
                It is scheduled for ${inWordsOf(Date.parse(post.scheduledFor), HERE)}. Cancelled, it becomes a draft and
                is not published.
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

const isTime = ({ wall, zone }) => instantsOf(wall, zone).instants.length > 0;
const newTime = clock => ({ scheduledFor: isoOf(chosenInstant(clock)), timezone: 'UTC' });

function reschedule(event, { postId }) {
  event.preventDefault();
  const { clock } = state.posts.open;
  const body = newTime(clock);
  // The time is judged as of now: it may have passed while the form was open. What is drawn says why.
  if (!isTime(clock) || timeIssues(body).some(isError)) return show();
  act(postId, () => client.posts.scheduled.reschedule({ path: { postId }, body }), 'Rescheduled.');
}

const snippet = ({ content, mediaItems }) =>
  html`<p class="snippet">${content || html`<span class="soft">No text</span>`}</p>
    ${mediaItems?.length ? html`<span class="soft">${icon('picture')} ${plural(mediaItems.length, 'file')}</span>` : nothing}`;

function waiting(post) {
  const instant = Date.parse(post.scheduledFor);
  const opened = state.posts.open?.postId === post.postId ? state.posts.open.clock : null;
  const setClock = clock => show(() => void (state.posts.open = { postId: post.postId, clock }));
  const issues = opened && isTime(opened) ? timeIssues(newTime(opened)) : [];
  const busy = state.posts.busy.has(post.postId);
  return html`<li class="post">
    <div class="post-time"><b>${inWordsOf(instant, HERE)}</b><span class="soft">${fromNow(instant)}</span></div>
    <div class="post-body">
      ${snippet(post)}
      <div class="glyphs">
        ${post.platforms.map(({ platform }) => html`<span role="img" aria-label=${platformName(platform)}>${glyph(platform)}</span>`)}
      </div>
      ${
        opened
          ? html`<form class="reschedule" @submit=${event => reschedule(event, post)}>
              <input
                type="datetime-local"
                aria-label="New date and time"
                required
                aria-invalid=${issues.some(isError) ? 'true' : nothing}
                aria-describedby="reschedule-issues"
                .value=${live(opened.wall)}
                @input=${event => event.target.value && setClock({ ...opened, wall: event.target.value.slice(0, 16), second: false })}
              />
              ${zoneChoice({ id: `zone-${post.postId}`, zone: opened.zone, label: 'Time zone', onChange: zone => setClock({ ...opened, zone, second: false }) })}
              <button class="strong" ?disabled=${busy}>Save</button
              ><button type="button" class="plain" @click=${() => show(() => void (state.posts.open = null))}>
                Leave as it is
              </button>
              ${clockNotice(opened, setClock)}${issueLines(issues, 'reschedule-issues')}
            </form>`
          : nothing
      }
    </div>
    <div class="post-tools">
      ${
        opened
          ? nothing
          : html`<button
                type="button"
                class="small"
                ?disabled=${busy}
                @click=${() => setClock({ wall: wallOf(instant, HERE), zone: HERE, second: false })}
              >
                Reschedule
              </button>
              <button type="button" class="small danger" ?disabled=${busy} @click=${() => askCancel(post)}>
                Cancel
              </button>`
      }
    </div>
  </li>`;
}

const STATUS = {
  __proto__: null,
  published: ['good', 'Published'],
  partial: ['fair', 'In part'],
  failed: ['bad', 'Failed'],
  pending: ['wait', 'Waiting'],
  publishing: ['wait', 'Publishing'],
  scheduled: ['idle', 'Scheduled'],
  draft: ['idle', 'Draft'],
};

function past(post) {
  const instant = Date.parse(post.createdAt);
  const [tone, text] = STATUS[post.status] ?? ['idle', post.status];
  return html`<li class="post">
    <div class="post-time">
      ${badge(tone, text)}<span class="soft" title=${inWordsOf(instant, HERE)}>${fromNow(instant)}</span>
    </div>
    <div class="post-body">
      ${snippet(post)}
      <ul class="links">
        ${post.platforms.map(target => html`<li>${glyph(target.platform)} ${link(target.platformPostUrl, platformName(target.platform))}${target.errorMessage ? html`<span class="reason">${target.errorMessage}</span>` : nothing}</li>`)}
      </ul>
    </div>
    <div class="post-tools">
      ${post.rawRequestBody ? html`<button type="button" class="small" @click=${() => open(structuredClone(post.rawRequestBody))}>Use again</button>` : nothing}
    </div>
  </li>`;
}

const list = (posts, one, none) =>
  posts === null
    ? html`<p class="nothing">Loading…</p>`
    : posts.length === 0
      ? html`<p class="nothing">${none}</p>`
      : html`<ul class="posts">
          ${repeat(posts, ({ postId }) => postId, one)}
        </ul>`;

export function posts() {
  const { scheduled, history, total, problem } = state.posts;
  return html` ${problem ? html`<p class="notice bad" role="alert">The posts could not be loaded: ${problem} <button type="button" class="small" @click=${loadPosts}>Try again</button></p>` : nothing}
    <section class="card" aria-labelledby="scheduled-title">
      <div class="section-head">
        <h2 id="scheduled-title" tabindex="-1">Scheduled</h2>
        <span class="count">${scheduled?.length || ''}</span>
      </div>
      ${list(scheduled, waiting, 'Nothing waits for its time.')}
    </section>
    <section class="card" aria-labelledby="history-title">
      <div class="section-head">
        <h2 id="history-title">History</h2>
        <span class="count">${total - (scheduled?.length ?? 0) || ''}</span
        ><button type="button" class="small" @click=${loadPosts}>Refresh</button>
      </div>
      ${list(history?.filter(({ status }) => status !== 'scheduled') ?? null, past, 'Nothing has been sent yet.')}
      ${history && history.length < total ? html`<button type="button" class="small" @click=${loadMore}>Older ones</button>` : nothing}
    </section>
    ${cancelQuestion()}`;
}
