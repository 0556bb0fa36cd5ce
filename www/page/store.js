// What the page knows, and the one way in which it changes: `change` takes the change, checks the post again and draws.
// The post itself is the state of the form, in PostPeer's own shape, so what is sent is what is shown.

import { resolvePost, validatePost } from 'postpeer-wasm';
import { read, write } from './lib/paths.js';
import { inWordsOfForm, MESSAGES } from './lib/said.js';

export const EVERYONE = 'everyone';

/** A table by names that others chose. It inherits nothing: an address can be `__proto__`, an account `constructor`. */
const table = () => Object.create(null);

export const state = {
  view: 'compose',
  post: { content: '', platforms: [], publishNow: true },
  /** Old names: `strict` refuses them with a hint, `lenient` rewrites them and warns. */
  mode: 'strict',
  /** The text of everyone, or the place of a target in `platforms`. */
  tab: EVERYONE,
  /** What stands beside the form: the preview, or the request's body. */
  side: 'preview',
  session: { mode: 'connecting', troubles: [], trouble: '' },
  accounts: null,
  /** TikTok creator info and Pinterest boards by account, as far as they have been asked for. */
  creators: table(),
  boards: table(),
  /** What is off at TikTok because nobody has switched it on yet: account and option. */
  untouched: new Set(),
  /** What is known of media beside their address: file, facts, progress, alternative text. By address. */
  files: table(),
  /** The clock on the wall that was chosen, while `scheduledFor` holds the instant. */
  clock: null,
  check: { issues: [], took: 0 },
  resolved: { targets: [], body: '' },
  /** Everything that was sent, and the one of it that is on the screen: see sent.js. */
  sent: [],
  result: null,
  /** What is asked once more before it is sent. */
  asking: null,
  /** Said once, at the foot of the page. */
  notice: null,
  posts: { scheduled: null, history: null, total: 0, problem: null, open: null, cancelling: null, busy: new Set() },
};

let draw = () => {};
export const onChange = listener => void (draw = listener);

export const targetsOf = (post = state.post) => (Array.isArray(post.platforms) ? post.platforms : []);
export const itemsOf = (post = state.post) => (Array.isArray(post.mediaItems) ? post.mediaItems : []);
export const accountOf = target => state.accounts?.find(({ id }) => id === target?.accountId);
export const fileOf = url => (state.files[url] ??= {});
export const isEmpty = () => targetsOf().length === 0 && !state.post.content && itemsOf().length === 0;

/** What the post's media are, as the rules tell them apart. */
export function mediaKind(post = state.post) {
  const types = itemsOf(post).map(item => item?.type);
  if (types.includes('video')) return 'video';
  return types.some(type => type === 'image' || type === 'gif') ? 'photos' : 'none';
}

function circumstances() {
  const creatorInfo = Object.fromEntries(Object.entries(state.creators).filter(([, info]) => !info.problem));
  const media = Object.fromEntries(
    Object.entries(state.files).flatMap(([url, { facts }]) => (facts ? [[url, facts]] : [])),
  );
  return { mode: state.mode, creatorInfo, media, messages: MESSAGES };
}

/** Stands for the address of a file until its upload has one. */
export const UPLOADING = 'https://uploading.invalid/';

/** What the rules cannot know: the address of a file that is not there yet. */
function missingFiles() {
  return itemsOf().flatMap((item, index) => {
    if (!String(item?.url).startsWith(UPLOADING) || state.files[item.url]?.upload) return [];
    return [
      {
        severity: 'error',
        code: 'composer.not_uploaded',
        path: ['mediaItems', index],
        message: 'This file is not uploaded.',
        hint: 'Upload it again, or remove it.',
      },
    ];
  });
}

const errorsFirst = issues => [...issues.filter(isError), ...issues.filter(issue => !isError(issue))];

function check() {
  const start = performance.now();
  const { issues } = validatePost(state.post, circumstances());
  state.resolved = resolvePost(state.post, { mode: state.mode });
  state.check = {
    issues: errorsFirst([...missingFiles(), ...issues.map(inWordsOfForm)]),
    took: performance.now() - start,
  };
  if (state.tab !== EVERYONE && state.tab >= targetsOf().length) state.tab = EVERYONE;
}

const NEW_TIME = { ...MESSAGES, 'post.scheduled_for.past': 'This time is in the past: choose a later one.' };

/** What the rules say of a new time for a post that is scheduled. Their hints are about new posts. */
export function timeIssues({ scheduledFor, timezone }) {
  const { issues } = validatePost(
    { content: '', platforms: [], scheduledFor, timezone },
    { edit: true, messages: NEW_TIME },
  );
  const ofTime = issues.filter(({ path }) => path[0] === 'scheduledFor' || path[0] === 'timezone');
  return ofTime.map(issue => ({ ...inWordsOfForm(issue), hint: undefined }));
}

let tidy = () => {};
/** What follows from other parts of the post is brought in line after every change. */
export const afterChange = does => void (tidy = does);

export function change(mutate) {
  mutate(state);
  tidy(state.post);
  check();
  draw();
}

/** Something beside the post has changed: nothing to check. */
export function show(mutate) {
  mutate?.(state);
  draw();
}

export const valueAt = path => read(state.post, path);
export const setValue = (path, value) => change(() => write(state.post, path, value));

/** Another post takes the place of this one. */
export function open(post) {
  change(() => {
    state.post = post;
    state.result = null;
    state.tab = EVERYONE;
    state.view = 'compose';
    state.clock = null;
    state.untouched.clear();
    for (const [index, { url } = {}] of itemsOf(post).entries()) {
      const alt = targetsOf(post)
        .map(target => target?.platformSpecificData?.altText)
        .find(text => text !== undefined);
      const told = Array.isArray(alt) ? alt[index] : index === 0 ? alt : undefined;
      if (typeof told === 'string') fileOf(url).alt = told;
    }
  });
}

const startsWith = (path, prefix) => prefix.every((part, index) => path[index] === part);

/** Issues at a place in the post, or inside of it. */
export const issuesIn = path => state.check.issues.filter(issue => startsWith(issue.path, path));

/** Issues that concern one target: in it, or in what it shares with the others. */
export const issuesOfTarget = index =>
  state.check.issues.filter(
    issue =>
      isOfTarget(issue, index) ||
      (issue.target === undefined && issue.path[0] === 'platforms' && issue.path[1] === index),
  );

/** Whether an issue names a target, alone or among those that share it. */
export const isOfTarget = (issue, index) => issue.target === index || issue.targets?.includes(index) === true;

/** Whether an issue concerns the post, and no target in particular. */
export const isOfPost = issue => issue.target === undefined && issue.targets === undefined;

export const isError = issue => issue.severity === 'error';
