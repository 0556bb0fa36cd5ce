// The words for a submission and its outcome.

import { relativeTime, formatInstant, LOCAL_ZONE } from '../lib/time-zones.js';

const OUTCOMES = {
  __proto__: null,
  not_sent: { tone: 'bad', picture: 'error', title: 'Not sent', note: 'Nothing left this page.' },
  rejected: {
    tone: 'bad',
    picture: 'error',
    title: 'Refused',
    note: 'PostPeer refused it: nothing was published.',
  },
  unknown: {
    tone: 'fair',
    picture: 'question',
    title: 'Outcome unknown',
    note:
      'It was sent once, and no answer says what became of it. ' +
      'It may have been published, so it is not sent again by itself.',
  },
};

export const countStates = (targets, ...states) => targets.filter(target => states.includes(target.state)).length;

/** Summarises a submission: tone, icon, title and one sentence. */
export function headline({ phase, error, answer, targets, followError }) {
  if (phase === 'sending')
    return { tone: 'wait', picture: 'dot', title: 'Sending…', note: 'Once, through the Worker.' };
  if (phase === 'failed') return OUTCOMES[error.outcome] ?? OUTCOMES.not_sent;
  const all = targets.length;
  const failed = countStates(targets, 'failed');
  const pending = countStates(targets, 'pending');
  if (answer.data.scheduledFor) {
    const instant = Date.parse(answer.data.scheduledFor);
    const note = `${formatInstant(instant, LOCAL_ZONE)}, ${relativeTime(instant)}.`;
    return { tone: 'good', picture: 'calendar', title: 'Scheduled', note };
  }
  if (followError)
    return { tone: 'fair', picture: 'question', title: 'Accepted', note: 'How it went on is not known.' };
  if (pending > 0)
    return { tone: 'wait', picture: 'dot', title: 'Publishing…', note: `${all - pending} of ${all} done.` };
  if (failed === 0)
    return {
      tone: 'good',
      picture: 'check',
      title: 'Published',
      note: all === 1 ? 'It is out.' : `All ${all} are out.`,
    };
  if (failed === all) return { tone: 'bad', picture: 'error', title: 'Failed', note: 'Nothing was published.' };
  return {
    tone: 'fair',
    picture: 'warning',
    title: 'Published in part',
    note: `${all - failed} of ${all} are out, ${failed} failed.`,
  };
}

export const retryLabel = ({ platforms }) =>
  `Retry ${platforms.length === 1 ? 'the failed one only' : `the ${platforms.length} failed ones only`}`;

export function reconcileLabel({ isReconciling, reconciliation }) {
  if (isReconciling) return 'Looking…';
  return reconciliation ? 'Look once more' : 'Find out what became of it';
}
