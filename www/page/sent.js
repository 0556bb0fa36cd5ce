// What was sent from this page, and how far each of it is known. From this follows what may be sent: a post that is out,
// or that may be, is not sent a second time by a plain click. An outcome that nobody knows is kept, also over a reload,
// until it is known or the person has seen to it.

import { client } from './lib/postpeer.js';
import { formOf } from './lib/same.js';
import { show, state, targetsOf } from './store.js';

const KEPT = 'composer-unknown';

/** The targets of a post before anything is known of them. */
const waiting = post => targetsOf(post).map(({ platform, accountId }) => ({ platform, accountId, state: 'pending' }));

export const isPending = ({ targets }) => targets.some(target => target.state === 'pending');

/** Whether it is still being published, as far as is known. */
export const isUnderWay = record =>
  record.phase === 'answered' && isPending(record) && !record.lost && !record.answer.data.scheduledFor;

/** The failed targets alone, once nothing is pending. Not every one may be sent again: some can still appear. */
export const againOf = record =>
  isPending(record) ? undefined : client.posts.retryFailed({ receipt: record.answer.receipt, targets: record.targets });

/** `nothing` of it is out; `sending`; `unknown`; `partly` out, and the rest may be sent again; else it is `out`, or may be. */
function standOf(record) {
  const { phase, error, answer, targets } = record;
  if (phase === 'sending') return 'sending';
  if (phase === 'refused') return error.outcome !== 'unknown' ? 'nothing' : record.seenTo ? 'out' : 'unknown';
  const again = answer.data.scheduledFor ? undefined : againOf(record)?.platforms.length;
  return again === undefined ? 'out' : again === targets.length ? 'nothing' : 'partly';
}

/** What became of a post in the end: what its failed targets came to when they were sent again, unless that was nothing. */
function endOf(record) {
  const next = record.retried && endOf(record.retried);
  return next && standOf(next) !== 'nothing' ? next : record;
}

/** How the post in the form stands: the record that decides it, and its word. */
export function standing() {
  const form = formOf(state.post);
  const ends = state.sent
    .filter(record => record.form === form)
    .map(endOf)
    .map(record => ({ record, stand: standOf(record) }));
  const last = (...stands) => ends.findLast(({ stand }) => stands.includes(stand));
  return last('sending') ?? last('unknown', 'partly', 'out') ?? { stand: 'nothing' };
}

/** Whether the form still holds the post that was sent. */
export const isInForm = ({ of, form }) => (of ? isInForm(of) : form === formOf(state.post));

const unknowns = () => state.sent.filter(record => standOf(record) === 'unknown');

/** Unknown outcomes that are not on the screen. */
export const setAside = () => unknowns().filter(record => record !== state.result);

function keep() {
  const kept = unknowns().map(({ post, form, sentAt, error: { message, receipt } }) => ({
    post,
    form,
    sentAt,
    error: { message, receipt, outcome: 'unknown' },
  }));
  try {
    if (kept.length > 0) sessionStorage.setItem(KEPT, JSON.stringify(kept));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Without storage it lasts as long as the page.
  }
}

export function recallUnknown() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
    state.sent = kept.map(record => ({ ...record, phase: 'refused', targets: waiting(record.post) }));
  } catch {
    // Nothing that this page has written.
  }
}

/** What is sent is shown. `of`: whose failed targets these are. */
export function record(post, of) {
  const made = { post, of, form: formOf(post), sentAt: Date.now(), phase: 'sending', targets: waiting(post) };
  show(() => {
    state.sent.push(made);
    state.result = made;
  });
  return made;
}

export function learn(record, changes) {
  show(() => Object.assign(record, changes));
  keep();
}

/** What was taken off the schedule is not out. */
export const forget = postId => void (state.sent = state.sent.filter(({ answer }) => answer?.data.postId !== postId));
