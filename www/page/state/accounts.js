// Loads, chooses and connects accounts.

import { authorizeInSandbox, client } from '../lib/api.js';
import { platformName, platformOrder } from '../lib/platforms.js';
import { targetsOf } from '../lib/post.js';
import { linkUrl } from '../lib/safe-urls.js';
import { spreadAltText } from './media.js';
import { change, show, state } from './store.js';
import { defaultOff } from './tiktok-defaults.js';

const PAGE_SIZE = 100;

export async function loadAccounts() {
  const accounts = [];
  for (;;) {
    const { data } = await client.connect.integrations.list({ query: { limit: PAGE_SIZE, offset: accounts.length } });
    accounts.push(...data.integrations);
    if (data.integrations.length < PAGE_SIZE) break;
  }
  show(() => void (state.accounts = accounts.sort((a, b) => platformOrder(a.platform, b.platform))));
  loadTargetDetails();
}

async function loadOnce(cache, accountId, load) {
  if (!accountId || cache[accountId]) return;
  cache[accountId] = { problem: 'Asking the platform…', isLoading: true };
  let details;
  try {
    details = await load(accountId);
  } catch (error) {
    details = { problem: error.message };
  }
  change(() => void (cache[accountId] = details));
}

/** Loads the TikTok creator info and the Pinterest boards of the chosen accounts, once each. */
export function loadTargetDetails() {
  for (const target of targetsOf(state.post)) {
    const query = { accountId: target?.accountId };
    if (target?.platform === 'tiktok')
      loadOnce(state.creators, target.accountId, async () => (await client.tiktok.getCreatorInfo({ query })).data.data);
    if (target?.platform === 'pinterest')
      loadOnce(state.boards, target.accountId, async () => ({
        boards: (await client.pinterest.getBoards({ query })).data.boards,
      }));
  }
}

/** Adds or removes the target of an account. */
export function chooseAccount(account, isChosen) {
  change(({ post }) => {
    const others = targetsOf(post).filter(target => target?.accountId !== account.id);
    post.platforms = isChosen ? [...others, { platform: account.platform, accountId: account.id }] : others;
    if (isChosen && account.platform === 'tiktok') defaultOff(account.id);
    spreadAltText(post);
  });
  loadTargetDetails();
}

/** Opens the platform's consent page. The sandbox has none; its API grants the consent. */
export async function connectAccount(platform) {
  const isSandbox = state.session.mode === 'sandbox';
  const tab = isSandbox ? null : window.open('about:blank', '_blank');
  try {
    const { data } = await client.connect.getOAuthUrl({ path: { platform } });
    if (isSandbox) {
      await authorizeInSandbox(data.url);
      await loadAccounts();
      show(() => void (state.notice = `${platformName(platform)} is connected.`));
      return;
    }
    const consent = linkUrl(data.url);
    if (!consent) throw new Error('PostPeer gave no web address to open.');
    // The new tab still has this page's origin, so a `javascript:` URL would run as this page.
    tab.opener = null;
    tab.location.href = consent;
    addEventListener('focus', () => loadAccounts().catch(() => {}), { once: true });
  } catch (error) {
    tab?.close();
    show(() => void (state.notice = `${platformName(platform)} could not be connected: ${error.message}`));
  }
}

export async function connectBluesky(credentials, onConnected) {
  try {
    await client.connect.bluesky({ body: credentials });
    onConnected();
    await loadAccounts();
    show(() => void (state.notice = 'Bluesky is connected.'));
  } catch (error) {
    show(() => void (state.notice = `Bluesky could not be connected: ${error.message}`));
  }
}
