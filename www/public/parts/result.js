// What came of it, target by target, and what was on the wire.

import { $, el, mark } from '../lib/dom.js';
import { platformName } from '../lib/platforms.js';
import { on } from '../lib/store.js';
import { issueItem } from './check.js';

const STATUS = {
  published: ['Published', 'good'],
  partial: ['Published in part', 'fair'],
  failed: ['Failed', 'bad'],
  pending: ['Accepted, waiting', 'wait'],
  publishing: ['Publishing', 'wait'],
  scheduled: ['Scheduled', 'good'],
  draft: ['Draft', 'fair'],
};

const OUTCOME = {
  not_sent: ['Not sent', 'bad', 'Nothing left the Worker.'],
  rejected: ['Refused', 'bad', 'PostPeer refused it: nothing was published.'],
  unknown: ['Unknown', 'fair', 'PostPeer may have published it. It was sent once and is not sent again by itself: look before you send it again.'],
  accepted: ['Accepted', 'fair', 'PostPeer took it, but its answer could not be read in full.'],
};

const badge = (text, kind) => el('span', { class: `badge ${kind}` }, text);

/** One row a target: from the answer at first, from the post itself once it has been looked up. */
function targetRow(answered, seen) {
  const { platform, platformPostUrl, error, warningMessage, status } = seen
    ? { ...seen, error: seen.errorMessage }
    : { ...answered, status: answered.success ? (answered.platformPostUrl ? 'published' : 'pending') : 'failed' };
  const [text, kind] = STATUS[status] ?? [status, 'fair'];
  return el('li', { class: 'target-result' },
    mark(platform),
    el('div', {},
      el('b', {}, platformName(platform)),
      platformPostUrl && el('a', { href: platformPostUrl, target: '_blank', rel: 'noreferrer' }, platformPostUrl.replace(/^https:\/\/(www\.)?/, '')),
      error && el('span', { class: 'reason' }, error),
      warningMessage && el('span', { class: 'hint' }, warningMessage)),
    badge(text, kind));
}

function wireOf({ method, url, headers, body, status, failure }) {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n');
  return el('pre', { tabindex: '0' }, `${method} ${url}\n${head}\n\n${JSON.stringify(body, null, 2)}\n\n→ ${status ?? 'no answer'}${failure ? `  (${failure})` : ''}`);
}

function wires(wire) {
  if (!wire) return null;
  if (wire.length === 0) return el('p', { class: 'help' }, 'On the wire: nothing.');
  return el('details', {}, el('summary', {}, `On the wire: ${wire.length} request${wire.length === 1 ? '' : 's'}, as PostPeer saw ${wire.length === 1 ? 'it' : 'them'}`), wire.map(wireOf));
}

function answered({ answer, seen }) {
  const { data, error, wire, warnings = [] } = answer;
  if (error) {
    const [text, kind, means] = OUTCOME[error.outcome] ?? ['Not sent', 'bad', ''];
    return [
      el('h2', { id: 'result-title' }, 'Result', badge(text, kind)),
      el('p', {}, error.issues ? 'The client in the Worker refused it before sending.' : means || error.message),
      means && el('p', { class: 'means' }, error.issues ? means : error.message),
      error.issues && el('details', {}, el('summary', {}, error.issues.length === 1 ? 'Its one reason' : `All ${error.issues.length} of its reasons`), el('ol', { class: 'issues' }, error.issues.map((issue) => issueItem(issue)))),
      wires(wire),
    ];
  }
  const [text, kind] = STATUS[seen?.status ?? data.status] ?? [data.status, 'fair'];
  const when = data.scheduledFor && new Date(data.scheduledFor).toLocaleString();
  return [
    el('h2', { id: 'result-title' }, 'Result', badge(text, kind)),
    when && el('p', {}, `It will be published on ${when}.`),
    el('ul', { class: 'targets' }, data.platforms.map((target, index) => targetRow(target, data.scheduledFor ? { ...seen?.platforms[index], platform: target.platform, status: 'scheduled' } : seen?.platforms[index]))),
    warnings.length > 0 && el('ol', { class: 'issues' }, warnings.map((issue) => issueItem(issue))),
    wire && seen && el('p', { class: 'help' }, 'The sandbox publishes nothing: its links lead nowhere.'),
    wires(wire),
  ];
}

function show({ result }) {
  const section = $('result');
  section.hidden = result === null;
  if (result === null) return;
  const open = section.querySelector('details')?.open;
  const content = result.phase === 'sending'
    ? [el('h2', { id: 'result-title' }, 'Result', badge('Sending', 'wait'))]
    : answered(result);
  section.replaceChildren(...content.filter(Boolean));
  const details = section.querySelector('details');
  if (details && open) details.open = true;
}

on('result', show);
