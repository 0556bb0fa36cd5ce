// Loads and changes the posts of the project: scheduled ones and the history.

import { client } from '../lib/api.js';
import { show, state } from './store.js';
import { removeSubmission } from './submissions.js';

const PAGE_SIZE = 20;

const listScheduled = async () => (await client.posts.scheduled.list({ query: { limit: 100 } })).data.posts;

export async function loadPosts() {
  try {
    const [scheduled, { data }] = await Promise.all([
      listScheduled(),
      client.posts.list({ query: { limit: PAGE_SIZE } }),
    ]);
    show(() => Object.assign(state.posts, { scheduled, history: data.posts, total: data.total, problem: null }));
  } catch (error) {
    show(() => void (state.posts.problem = error.message));
  }
}

export async function loadMore() {
  const { history } = state.posts;
  const { data } = await client.posts.list({ query: { limit: PAGE_SIZE, offset: history.length } });
  // New posts shift the pages, so a page can repeat posts.
  const known = new Set(history.map(({ postId }) => postId));
  show(() =>
    Object.assign(state.posts, {
      history: [...history, ...data.posts.filter(({ postId }) => !known.has(postId))],
      total: data.total,
    }),
  );
}

/** Loads the scheduled posts, whose number the header shows. */
export async function refreshScheduled() {
  try {
    const scheduled = await listScheduled();
    show(() => void (state.posts.scheduled = scheduled));
  } catch {
    // The next refresh corrects the number.
  }
}

/** Changes a scheduled post, and blocks other changes of it until the lists are loaded again. */
async function changeScheduled(postId, request, notice) {
  const { busy } = state.posts;
  if (busy.has(postId)) return;
  show(() => void busy.add(postId));
  try {
    await request();
    show(() => {
      state.posts.open = null;
      state.notice = notice;
    });
  } catch (error) {
    show(() => void (state.notice = `That did not work: ${error.message}`));
  }
  await loadPosts();
  show(() => void busy.delete(postId));
  // The row may be gone, and the focus with it.
  if (document.activeElement === document.body) document.getElementById('scheduled-title')?.focus();
}

export const cancelScheduled = postId =>
  changeScheduled(
    postId,
    async () => {
      await client.posts.scheduled.cancel({ path: { postId } });
      removeSubmission(postId);
    },
    'Cancelled: it is a draft now.',
  );

export const rescheduleTo = (postId, body) =>
  changeScheduled(postId, () => client.posts.scheduled.reschedule({ path: { postId }, body }), 'Rescheduled.');
