// Lists the connected accounts and connects new ones. A chosen account becomes a target of the post.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { PLATFORMS, platformName } from '../lib/platforms.js';
import { targetsOf } from '../lib/post.js';
import { chooseAccount, connectAccount, connectBluesky } from '../state/accounts.js';
import { state } from '../state/store.js';
import { avatar, displayName, icon, platformIcon } from './ui.js';

/** Reasons why an account must be reconnected. */
const AUTH_FAILURES = {
  __proto__: null,
  token_expired: 'its permission has run out',
  access_revoked: 'its permission was withdrawn',
  security_invalidation: 'the platform ended its sessions',
  refresh_rejected: 'its permission could not be renewed',
};

const closeMenu = () => document.getElementById('connect-menu')?.hidePopover();

function connect(platform) {
  closeMenu();
  connectAccount(platform);
}

function submitBluesky(event) {
  event.preventDefault();
  const form = event.target;
  connectBluesky(Object.fromEntries(new FormData(form)), () => {
    form.reset();
    closeMenu();
  });
}

function accountRow(account) {
  const isChosen = targetsOf(state.post).some(target => target?.accountId === account.id);
  const isDisconnected = account.authStatus === 'reconnect_required';
  return html`<li class="account ${isDisconnected ? 'broken' : ''}">
    <label>
      <input
        type="checkbox"
        id="account-${account.id}"
        .checked=${live(isChosen)}
        @change=${event => chooseAccount(account, event.target.checked)}
        aria-describedby=${isDisconnected ? `state-${account.id}` : nothing}
      />
      ${avatar(account)}
      <span class="who"
        ><b>${displayName(account)}</b
        ><span>${platformName(account.platform)}${account.username ? ` · ${account.username}` : ''}</span></span
      >
      <span class="tick">${icon('check')}</span>
    </label>
    ${
      isDisconnected
        ? html`<p class="reconnect" id="state-${account.id}">
            <span>Cannot publish: ${AUTH_FAILURES[account.authFailureReason] ?? 'it has to be connected again'}.</span>
            <button type="button" class="link" @click=${() => connect(account.platform)}>Reconnect</button>
          </p>`
        : nothing
    }
  </li>`;
}

const placeholders = () =>
  Array.from(
    { length: 8 },
    () =>
      html`<li class="account skeleton" aria-hidden="true"><span class="avatar"></span><span class="who"></span></li>`,
  );

export function accounts() {
  const chosen = targetsOf(state.post).length;
  return html` <div class="section-head">
      <h2 id="accounts-title">Accounts</h2>
      <span class="count">${chosen ? `${chosen} chosen` : ''}</span>
    </div>
    <ul class="accounts" aria-labelledby="accounts-title" aria-busy=${state.accounts ? 'false' : 'true'}>
      ${state.accounts ? repeat(state.accounts, ({ id }) => id, accountRow) : placeholders()}
    </ul>
    <button type="button" class="plain connect" popovertarget="connect-menu">${icon('plus')} Connect an account</button>
    <div id="connect-menu" class="menu" popover aria-label="Connect an account">
      ${Object.keys(PLATFORMS)
        .filter(platform => platform !== 'bluesky')
        .map(
          platform =>
            html`<button type="button" class="plain" @click=${() => connect(platform)}>
              ${platformIcon(platform)} ${platformName(platform)}
            </button>`,
        )}
      <details>
        <summary>${platformIcon('bluesky')} Bluesky, with an app password</summary>
        <form @submit=${submitBluesky}>
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
