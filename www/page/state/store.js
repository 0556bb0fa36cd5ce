// The state of the page. `change` mutates it, validates the post again and renders; `show` only renders. The post
// itself is the state of the form, in PostPeer's own format: the page sends what it shows.

import { isOfTarget } from '../lib/issues.js';
import { getIn, setIn, startsWith } from '../lib/paths.js';
import { itemsOf, targetsOf } from '../lib/post.js';
import { validateDraft } from './validation.js';

/** The editor tab of the text that all targets share. */
export const SHARED_TAB = 'everyone';

/** A map with untrusted keys. It has no prototype: a URL can be `__proto__`, an account id `constructor`. */
const emptyMap = () => Object.create(null);

export const state = {
  view: 'compose',
  post: { content: '', platforms: [], publishNow: true },
  /** `strict` refuses old names with a hint, `lenient` rewrites them with a warning. */
  mode: 'strict',
  /** `SHARED_TAB`, or the index of a target in `platforms`. */
  tab: SHARED_TAB,
  /** The panel next to the form: `preview` or `request`. */
  sidePanel: 'preview',
  session: { mode: 'connecting', troubles: [], trouble: '' },
  accounts: null,
  /** TikTok creator info and Pinterest boards by account id, loaded on demand. */
  creators: emptyMap(),
  boards: emptyMap(),
  /** TikTok interactions that are off by default because nobody has switched them on: account id and option. */
  defaultedOff: new Set(),
  /** File, facts, upload progress and alternative text by media URL. */
  files: emptyMap(),
  /** The chosen local time and zone. The post holds only the instant. */
  localSchedule: null,
  check: { issues: [], resolved: { targets: [], body: '' } },
  /** All submissions, and the one on the screen: see submissions.js. */
  submissions: [],
  shownSubmission: null,
  /** The submission that the resend dialog asks about. */
  resend: null,
  /** A temporary message at the bottom of the page. */
  notice: null,
  posts: { scheduled: null, history: null, total: 0, problem: null, open: null, cancelling: null, busy: new Set() },
};

let render = () => {};
export const onRender = listener => void (render = listener);

let beforeValidation = () => {};
/** Registers a function that updates dependent values of the post after every change. */
export const onChange = listener => void (beforeValidation = listener);

/** Applies a change of the post, validates and renders. */
export function change(mutate) {
  mutate(state);
  beforeValidation(state.post);
  state.check = validateDraft(state);
  if (state.tab !== SHARED_TAB && state.tab >= targetsOf(state.post).length) state.tab = SHARED_TAB;
  render();
}

/** Applies a change outside the post and renders. */
export function show(mutate) {
  mutate?.(state);
  render();
}

export const accountOf = target => state.accounts?.find(({ id }) => id === target?.accountId);
export const fileOf = url => (state.files[url] ??= {});
export const isEmpty = () =>
  targetsOf(state.post).length === 0 && !state.post.content && itemsOf(state.post).length === 0;

export const valueAt = path => getIn(state.post, path);
export const setValue = (path, value) => change(() => setIn(state.post, path, value));

/** Replaces the post in the form. */
export function openPost(post) {
  change(() => {
    state.post = post;
    state.shownSubmission = null;
    state.tab = SHARED_TAB;
    state.view = 'compose';
    state.localSchedule = null;
    state.defaultedOff.clear();
    for (const [index, { url } = {}] of itemsOf(post).entries()) {
      const altText = targetsOf(post)
        .map(target => target?.platformSpecificData?.altText)
        .find(text => text !== undefined);
      const alt = Array.isArray(altText) ? altText[index] : index === 0 ? altText : undefined;
      if (typeof alt === 'string') fileOf(url).alt = alt;
    }
  });
}

/** Returns the issues at a path and below it. */
export const issuesIn = path => state.check.issues.filter(issue => startsWith(issue.path, path));

/** Returns the issues of one target: its own, and those that it shares with other targets. */
export const issuesOfTarget = index =>
  state.check.issues.filter(
    issue => isOfTarget(issue, index) || (issue.target === undefined && startsWith(issue.path, ['platforms', index])),
  );
