// Validates the post in the form, with everything that the page knows about accounts and files.

import { resolvePost, validatePost } from 'postpeer-wasm';
import { errorsFirst } from '../lib/issues.js';
import { MESSAGES, withLabels } from '../lib/issue-text.js';
import { itemsOf } from '../lib/post.js';

/** The placeholder URL of a file that is not uploaded yet. */
export const UPLOADING = 'https://uploading.invalid/';

function validationOptions({ mode, creators, files }) {
  const creatorInfo = Object.fromEntries(Object.entries(creators).filter(([, info]) => !info.problem));
  const media = Object.fromEntries(Object.entries(files).flatMap(([url, { facts }]) => (facts ? [[url, facts]] : [])));
  return { mode, creatorInfo, media, messages: MESSAGES };
}

/** The rules cannot know whether a file is uploaded. */
const notUploadedIssues = ({ post, files }) =>
  itemsOf(post).flatMap((item, index) => {
    if (!String(item?.url).startsWith(UPLOADING) || files[item.url]?.upload) return [];
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

export function validateDraft(state) {
  const { issues } = validatePost(state.post, validationOptions(state));
  return {
    issues: errorsFirst([...notUploadedIssues(state), ...issues.map(withLabels)]),
    resolved: resolvePost(state.post, { mode: state.mode }),
  };
}

const RESCHEDULE_MESSAGES = { ...MESSAGES, 'post.scheduled_for.past': 'This time is in the past: choose a later one.' };

/** Validates the new time of a scheduled post. Hints are dropped, because they are about new posts. */
export function timeIssues({ scheduledFor, timezone }) {
  const { issues } = validatePost(
    { content: '', platforms: [], scheduledFor, timezone },
    { edit: true, messages: RESCHEDULE_MESSAGES },
  );
  return issues
    .filter(({ path }) => path[0] === 'scheduledFor' || path[0] === 'timezone')
    .map(issue => ({ ...withLabels(issue), hint: undefined }));
}
