// Who publishes: every connected account, its state, and connecting another. Choosing one adds a target.

import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { live } from 'lit-html/directives/live.js';
import { linkOf } from '../lib/links.js';
import { PLATFORMS, platformName, platformOrder } from '../lib/platforms.js';
import { authorize, client } from '../lib/postpeer.js';
import { change, show, state, targetsOf } from '../store.js';
import { spreadAlt } from './media.js';
import { startOff } from './tiktok.js';
import { avatar, glyph, handleOf, icon, nameOf } from './bits.js';

const REASONS = {
  __proto__: null,
  token_expired: 'its permission has run out',
  access_revoked: 'its permission was withdrawn',
  security_invalidation: 'the platform ended its sessions',
  refresh_rejected: 'its permission could not be renewed',
};

const PAGE = 100;

export async function loadAccounts() {
  const accounts = [];
  for (;;) {
    const { data } = await client.connect.integrations.list({ query: { limit: PAGE, offset: accounts.length } });
    accounts.push(...data.integrations);
    if (data.integrations.length < PAGE) break;
  }
  show(() => void (state.accounts = accounts.sort((a, b) => platformOrder(a.platform, b.platform))));
  fetchDetails();
}

/** What the options of a target depend on is asked for once, when it is first chosen. */
async function fetchOnce(cache, accountId, ask) {
  if (!accountId || cache[accountId]) return;
  cache[accountId] = { problem: 'Asking the platform…', waiting: true };
  let told;
  try {
    told = await ask(accountId);
  } catch (error) {
    told = { problem: error.message };
  }
  change(() => void (cache[accountId] = told));
}

export function fetchDetails() {
  for (const target of targetsOf()) {
    const query = { accountId: target?.accountId };
    if (target?.platform === 'tiktok')
      fetchOnce(
        state.creators,
        target.accountId,
        async () => (await client.tiktok.getCreatorInfo({ query })).data.data,
      );
    if (target?.platform === 'pinterest')
      fetchOnce(state.boards, target.accountId, async () => ({
        boards: (await client.pinterest.getBoards({ query })).data.boards,
      }));
  }
}

function toggle(account, chosen) {
  change(({ post }) => {
    const others = targetsOf(post).filter(target => target?.accountId !== account.id);
    post.platforms = chosen ? [...others, { platform: account.platform, accountId: account.id }] : others;
    if (chosen && account.platform === 'tiktok') startOff(account.id);
    spreadAlt(post);
  });
  fetchDetails();
}

/** Opens the platform's consent page; the sandbox has none, and is told that the person agreed. */
async function connect(platform) {
  document.getElementById('connect-menu')?.hidePopover();
  const sandboxed = state.session.mode === 'sandbox';
  const tab = sandboxed ? null : window.open('about:blank', '_blank');
  try {
    const { data } = await client.connect.getOAuthUrl({ path: { platform } });
    if (sandboxed) {
      await authorize(data.url);
      await loadAccounts();
      show(() => void (state.notice = `${platformName(platform)} is connected.`));
      return;
    }
    const consent = linkOf(data.url);
    if (!consent) throw new Error('PostPeer gave no web address to open.');
    // The tab is still this page's own: an address with a script in it would run as this page.
    tab.opener = null;
    tab.location.href = consent;
    addEventListener('focus', () => loadAccounts().catch(() => {}), { once: true });
  } catch (error) {
    tab?.close();
    show(() => void (state.notice = `${platformName(platform)} could not be connected: ${error.message}`));
  }
}

async function connectBluesky(event) {
  event.preventDefault();
  const form = event.target;
  const { identifier, password } = Object.fromEntries(new FormData(form));
  try {
    await client.connect.bluesky({ body: { identifier, password } });
    form.reset();
    document.getElementById('connect-menu')?.hidePopover();
    await loadAccounts();
    show(() => void (state.notice = 'Bluesky is connected.'));
  } catch (error) {
    show(() => void (state.notice = `Bluesky could not be connected: ${error.message}`));
  }
}

function row(account) {
  const chosen = targetsOf().some(target => target?.accountId === account.id);
  const broken = account.authStatus === 'reconnect_required';
  return html`<li class="account ${broken ? 'broken' : ''}">
    <label>
      <input
        type="checkbox"
        id="account-${account.id}"
        .checked=${live(chosen)}
        @change=${event => toggle(account, event.target.checked)}
        aria-describedby=${broken ? `state-${account.id}` : nothing}
      />
      ${avatar(account)}
      <span class="who"
        ><b>${nameOf(account)}</b
        ><span>${platformName(account.platform)}${account.username ? ` · ${account.username}` : ''}</span></span
      >
      <span class="tick">${icon('check')}</span>
    </label>
    ${
      broken
        ? html`<p class="reconnect" id="state-${account.id}">
            <span>Cannot publish: ${REASONS[account.authFailureReason] ?? 'it has to be connected again'}.</span>
            <button type="button" class="link" @click=${() => connect(account.platform)}>Reconnect</button>
          </p>`
        : nothing
    }
  </li>`;
}

const waiting = () =>
  Array.from(
    { length: 8 },
    () =>
      html`<li class="account skeleton" aria-hidden="true"><span class="avatar"></span><span class="who"></span></li>`,
  );

export function accounts() {
  const chosen = targetsOf().length;
  return html` <div class="section-head">
      <h2 id="accounts-title">Accounts</h2>
      <span class="count">${chosen ? `${chosen} chosen` : ''}</span>
    </div>
    <ul class="accounts" aria-labelledby="accounts-title" aria-busy=${state.accounts ? 'false' : 'true'}>
      ${state.accounts ? repeat(state.accounts, ({ id }) => id, row) : waiting()}
    </ul>
    <button type="button" class="plain connect" popovertarget="connect-menu">${icon('plus')} Connect an account</button>
    <div id="connect-menu" class="menu" popover aria-label="Connect an account">
      ${Object.keys(PLATFORMS)
        .filter(platform => platform !== 'bluesky')
        .map(
          platform =>
            html`<button type="button" class="plain" @click=${() => connect(platform)}>
              ${glyph(platform)} ${platformName(platform)}
            </button>`,
        )}
      <details>
        <summary>${glyph('bluesky')} Bluesky, with an app password</summary>
        <form @submit=${connectBluesky}>
          <label
            >Handle <input name="identifier" required placeholder="you.bsky.social" autocomplete="username"
          /></label>
          <label
            >App password
            <input name="password" type="password" required placeholder="xxxx-xxxx-xxxx-xxxx" autocomplete="off"
          /></label>
          <button class="small">Connect</button>
        </form>
      </details>
    </div>`;
}

export const whoIs = target =>
  handleOf(state.accounts?.find(({ id }) => id === target?.accountId)) || target?.accountId || 'no account';
