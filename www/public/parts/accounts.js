// Which accounts publish the post. Choosing one adds a target, with all that it may be told.

import { $, el, mark } from '../lib/dom.js';
import { PLATFORMS, platformName } from '../lib/platforms.js';
import { loadBoards, loadCreator } from '../lib/api.js';
import { on, reshape, state } from '../lib/store.js';

const targetsOf = (post) => (Array.isArray(post.platforms) ? post.platforms : []);
const order = Object.keys(PLATFORMS);

function toggle(account, chosen) {
  reshape(({ post }) => {
    const targets = targetsOf(post);
    post.platforms = chosen
      ? [...targets, { platform: account.platform, accountId: account.id }]
      : targets.filter((target) => target?.accountId !== account.id);
  });
}

const broken = (account) => account.authStatus === 'reconnect_required';

function accountBox(account) {
  const chosen = targetsOf(state.post).some((target) => target?.accountId === account.id);
  const input = el('input', { type: 'checkbox', id: `account-${account.id}`, checked: chosen, onchange: () => toggle(account, input.checked) });
  return el('label', { class: `account${broken(account) ? ' broken' : ''}` },
    input,
    mark(account.platform),
    el('span', { class: 'who' },
      el('b', {}, platformName(account.platform)),
      el('span', {}, account.username ?? account.displayName ?? account.id)),
    broken(account) && el('span', { class: 'state', title: 'This account has to be connected again before it can publish.' }, 'Reconnect'));
}

function show() {
  const accounts = [...state.session.accounts].sort((a, b) => order.indexOf(a.platform) - order.indexOf(b.platform));
  const chosen = targetsOf(state.post).length;
  const focused = document.activeElement?.id;
  $('accounts-count').textContent = chosen > 0 ? `${chosen} chosen` : 'choose at least one';
  $('accounts').replaceChildren(...accounts.map(accountBox));
  if (focused?.startsWith('account-')) $(focused)?.focus();
}

/** What the options of a target depend on is asked for once, when it is first chosen. */
async function fetchDetails(cache, accountId, load, readAnswer) {
  if (!accountId || cache[accountId]) return;
  cache[accountId] = { problem: 'Loading…' };
  const answer = await load(accountId);
  reshape(() => void (cache[accountId] = readAnswer(answer) ?? { problem: answer.error?.message ?? answer.error ?? 'Not available' }));
}

function fetchAll() {
  for (const target of targetsOf(state.post)) {
    if (target?.platform === 'tiktok') fetchDetails(state.creators, target.accountId, loadCreator, (answer) => answer.data);
    if (target?.platform === 'pinterest') fetchDetails(state.boards, target.accountId, loadBoards, (answer) => answer.boards && { boards: answer.boards });
  }
}

on('session', show);
on('shape', show);
on('shape', fetchAll);
