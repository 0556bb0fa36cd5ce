// The top of the page: where one is, which PostPeer is behind it, and the look.

import { html, nothing } from 'lit-html';
import { show, state } from '../store.js';
import { loadPosts } from './posts.js';
import { icon } from './bits.js';

const CONNECTION = {
  __proto__: null,
  connecting: ['Connecting', ''],
  sandbox: ['Sandbox', 'PostPeer in the Worker’s memory: nothing is published.'],
  live: ['Live', 'Posts are published for real.'],
  broken: ['No connection', 'The Worker did not answer.'],
};

const THEME = 'composer-theme';

function isDark() {
  return (
    (document.documentElement.dataset.theme ??
      (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark'
  );
}

export function recallTheme() {
  const theme = localStorage.getItem(THEME);
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
}

function turnTheme() {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(THEME, theme);
  show();
}

function view(name, label, count) {
  const chosen = state.view === name;
  return html`<button
    type="button"
    aria-current=${chosen ? 'page' : nothing}
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
  const [label, means] = CONNECTION[mode] ?? CONNECTION.broken;
  return html` <div class="brand">
      <img src="icon.svg" alt="" width="28" height="28" />
      <h1>Composer</h1>
    </div>
    <nav class="views" aria-label="Views">
      ${view('compose', 'Compose')}${view('posts', 'Posts', state.posts.scheduled?.length)}
    </nav>
    <p class="connection ${mode}" role="status"><span>${problem ?? means}</span><b>${label}</b></p>
    <button
      type="button"
      class="plain square"
      aria-label=${isDark() ? 'Light colours' : 'Dark colours'}
      @click=${turnTheme}
    >
      ${icon(isDark() ? 'sun' : 'moon')}
    </button>`;
}
