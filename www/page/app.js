// The composer. State is in store.js; one file a part of the page; every change draws what it changed.

import { html, nothing, render } from 'lit-html';
import { loadSession } from './lib/postpeer.js';
import { afterChange, change, onChange, show, state } from './store.js';
import { isInForm, recallUnknown, standing } from './sent.js';
import { accounts, loadAccounts } from './parts/accounts.js';
import { again } from './parts/again.js';
import { check, dockButton, verdict } from './parts/check.js';
import { editor } from './parts/editor.js';
import { examples } from './parts/examples.js';
import { header, recallTheme } from './parts/header.js';
import { addFiles, media } from './parts/media.js';
import { posts, refreshCounts } from './parts/posts.js';
import { preview } from './parts/preview.js';
import { request } from './parts/request.js';
import { sandbox } from './parts/sandbox.js';
import { headline, openResult, result, unsettled } from './parts/result.js';
import { keepOff } from './parts/tiktok.js';
import { when } from './parts/when.js';

const side = (name, label) =>
  html`<button
    type="button"
    aria-pressed=${state.side === name ? 'true' : 'false'}
    @click=${() => show(() => void (state.side = name))}
  >
    ${label}
  </button>`;

/** A picture from the clipboard is a file like any other. */
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
      <section class="card" aria-labelledby="when-title">${when()}</section>
    </form>
    <aside class="side" aria-label="Check, send and preview">
      <section
        class="card result"
        id="result"
        aria-label="Result"
        aria-live="polite"
        tabindex="-1"
        ?hidden=${!state.result}
      >
        ${result()}
      </section>
      ${unsettled()}
      <section class="card check" aria-labelledby="check-title">${check()}${sandbox()}</section>
      <section class="card beside">
        <div class="segmented" role="group" aria-label="Beside the form">
          ${side('preview', 'Preview')}${side('request', 'Request')}
        </div>
        ${state.side === 'preview' ? preview() : request()}
      </section>
    </aside>
    ${again()}`;

/** On a phone: how the post stands, and what can be done, always in reach. */
function dock() {
  if (state.view !== 'compose') return nothing;
  const record = standing().record ?? (state.result && isInForm(state.result) ? state.result : null);
  const [kind, , title, note] = record ? headline(record) : [verdict().kind, null, verdict().title];
  const follow = event => {
    event.preventDefault();
    if (record) openResult(record);
    else (document.getElementById('issues') ?? document.getElementById('summary')).scrollIntoView({ block: 'center' });
  };
  return html`<a href=${record ? '#result' : '#issues'} class="verdict ${kind}" @click=${follow}
      ><b>${title}</b>${record ? html` <span>${note}</span>` : nothing}</a
    >${dockButton()}`;
}

let noticeShown = null;
function notice() {
  if (state.notice && state.notice !== noticeShown) {
    noticeShown = state.notice;
    setTimeout(() => show(() => void (state.notice = noticeShown = null)), 6000);
  }
  return state.notice ? html`<p>${state.notice}</p>` : nothing;
}

const places = Object.fromEntries(['top', 'main', 'dock', 'notice'].map(id => [id, document.getElementById(id)]));

function draw() {
  render(header(), places.top);
  places.main.dataset.view = state.view;
  render(state.view === 'compose' ? compose() : posts(), places.main);
  render(dock(), places.dock);
  render(notice(), places.notice);
}

async function start() {
  recallTheme();
  recallUnknown();
  onChange(draw);
  afterChange(keepOff);
  change(() => {});
  try {
    const { mode, troubles } = await loadSession();
    show(() => Object.assign(state.session, { mode, troubles }));
    await loadAccounts();
    await refreshCounts();
  } catch (error) {
    show(() => {
      state.session = { mode: 'broken', troubles: [], trouble: '', problem: error.message };
      state.accounts ??= [];
    });
  }
}

start();
