// The top of the page: views, connection and theme.

import { html, nothing } from 'lit-html';
import { loadPosts } from '../state/posts.js';
import { show, state } from '../state/store.js';
import { icon } from './ui.js';

/** Label and meaning of each session mode. */
const CONNECTIONS = {
  __proto__: null,
  connecting: ['Connecting', ''],
  sandbox: ['Sandbox', 'PostPeer in the Worker’s memory: nothing is published.'],
  live: ['Live', 'Posts are published for real.'],
  broken: ['No connection', 'The Worker did not answer.'],
};

const THEME_KEY = 'composer-theme';

function isDark() {
  return (
    (document.documentElement.dataset.theme ??
      (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark'
  );
}

export function restoreTheme() {
  const theme = localStorage.getItem(THEME_KEY);
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
}

function toggleTheme() {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(THEME_KEY, theme);
  show();
}

function viewButton(name, label, count) {
  const isCurrent = state.view === name;
  return html`<button
    type="button"
    aria-current=${isCurrent ? 'page' : nothing}
    @click=${() => {
      show(() => void (state.view = name));
      if (name === 'posts') loadPosts();
    }}
  >
    ${label}${count ? html` <span class="count">${count}</span>` : nothing}
  </button>`;
}

export function header() {
  const { mode, problem } = state.session;
  const [label, meaning] = CONNECTIONS[mode] ?? CONNECTIONS.broken;
  return html` <div class="brand">
      <img src="icon.svg" alt="" width="28" height="28" />
      <h1>Composer</h1>
    </div>
    <nav class="views" aria-label="Views">
      ${viewButton('compose', 'Compose')}${viewButton('posts', 'Posts', state.posts.scheduled?.length)}
    </nav>
    <p class="connection ${mode}" role="status"><span>${problem ?? meaning}</span><b>${label}</b></p>
    <button
      type="button"
      class="plain square"
      aria-label=${isDark() ? 'Light colours' : 'Dark colours'}
      @click=${toggleTheme}
    >
      ${icon(isDark() ? 'sun' : 'moon')}
    </button>`;
}
