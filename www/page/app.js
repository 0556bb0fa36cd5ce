// The composer page. Every change of the state renders the page again.

import { html, nothing, render } from 'lit-html';
import { loadSession } from './lib/api.js';
import { accounts } from './parts/accounts.js';
import { editor } from './parts/editor.js';
import { examples } from './parts/examples.js';
import { header, restoreTheme } from './parts/header.js';
import { media } from './parts/media.js';
import { posts } from './parts/posts.js';
import { preview } from './parts/preview.js';
import { request } from './parts/request.js';
import { resendDialog } from './parts/resend-dialog.js';
import { openResult, result, unknownReminders } from './parts/result.js';
import { sandboxFailure } from './parts/sandbox-failure.js';
import { schedule } from './parts/schedule.js';
import { dockButton, sendPanel, verdict } from './parts/send-panel.js';
import { headline } from './parts/submission-text.js';
import { loadAccounts } from './state/accounts.js';
import { addFiles } from './state/media.js';
import { refreshScheduled } from './state/posts.js';
import { change, onChange, onRender, show, state } from './state/store.js';
import { currentStatus, isCurrentPost, restoreUnknown } from './state/submissions.js';
import { applyDefaults } from './state/tiktok-defaults.js';

const sidePanelButton = (name, label) =>
  html`<button
    type="button"
    aria-pressed=${state.sidePanel === name ? 'true' : 'false'}
    @click=${() => show(() => void (state.sidePanel = name))}
  >
    ${label}
  </button>`;

/** Adds images from the clipboard as files. */
function pasteFiles(event) {
  if (event.clipboardData.files.length === 0) return;
  event.preventDefault();
  addFiles(event.clipboardData.files);
}

const compose = () =>
  html` <aside class="rail card" aria-labelledby="accounts-title">${accounts()}</aside>
    <form
      class="compose"
      id="compose"
      novalidate
      aria-label="Post"
      @submit=${event => event.preventDefault()}
      @paste=${pasteFiles}
    >
      <nav class="start" aria-label="Start from an example">${examples()}</nav>
      <section class="card editor" aria-label="Text and options">${editor()}</section>
      <section class="card" aria-labelledby="media-title">${media()}</section>
      <section class="card" aria-labelledby="when-title">${schedule()}</section>
    </form>
    <aside class="side" aria-label="Check, send and preview">
      <section
        class="card result"
        id="result"
        aria-label="Result"
        aria-live="polite"
        tabindex="-1"
        ?hidden=${!state.shownSubmission}
      >
        ${result()}
      </section>
      ${unknownReminders()}
      <section class="card check" aria-labelledby="check-title">${sendPanel()}${sandboxFailure()}</section>
      <section class="card beside">
        <div class="segmented" role="group" aria-label="Beside the form">
          ${sidePanelButton('preview', 'Preview')}${sidePanelButton('request', 'Request')}
        </div>
        ${state.sidePanel === 'preview' ? preview() : request()}
      </section>
    </aside>
    ${resendDialog()}`;

/** The bar at the bottom of a phone: the verdict and the send button. */
function dock() {
  if (state.view !== 'compose') return nothing;
  const shown = state.shownSubmission;
  const submission = currentStatus().submission ?? (shown && isCurrentPost(shown) ? shown : null);
  const { tone, title, note } = submission ? headline(submission) : verdict();
  const goTo = event => {
    event.preventDefault();
    if (submission) openResult(submission);
    else (document.getElementById('issues') ?? document.getElementById('summary')).scrollIntoView({ block: 'center' });
  };
  return html`<a href=${submission ? '#result' : '#issues'} class="verdict ${tone}" @click=${goTo}
      ><b>${title}</b>${submission ? html` <span>${note}</span>` : nothing}</a
    >${dockButton()}`;
}

/** In milliseconds. */
const NOTICE_DURATION = 6000;

let shownNotice = null;
function notice() {
  if (state.notice && state.notice !== shownNotice) {
    shownNotice = state.notice;
    setTimeout(() => show(() => void (state.notice = shownNotice = null)), NOTICE_DURATION);
  }
  return state.notice ? html`<p>${state.notice}</p>` : nothing;
}

const regions = Object.fromEntries(['top', 'main', 'dock', 'notice'].map(id => [id, document.getElementById(id)]));

function renderPage() {
  render(header(), regions.top);
  regions.main.dataset.view = state.view;
  render(state.view === 'compose' ? compose() : posts(), regions.main);
  render(dock(), regions.dock);
  render(notice(), regions.notice);
}

async function start() {
  restoreTheme();
  restoreUnknown();
  onRender(renderPage);
  onChange(applyDefaults);
  change(() => {});
  try {
    const { mode, troubles } = await loadSession();
    show(() => Object.assign(state.session, { mode, troubles }));
    await loadAccounts();
    await refreshScheduled();
  } catch (error) {
    show(() => {
      state.session = { mode: 'broken', troubles: [], trouble: '', problem: error.message };
      state.accounts ??= [];
    });
  }
}

start();
