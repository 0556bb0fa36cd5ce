// The composer: state in lib/store.js, one file a part of the page.

import { $ } from './lib/dom.js';
import { loadSession } from './lib/api.js';
import { exampleOf } from './lib/examples.js';
import { reshape, state, tell } from './lib/store.js';
import { showExamples } from './parts/examples.js';
import './parts/accounts.js';
import './parts/text.js';
import './parts/media.js';
import './parts/options.js';
import './parts/when.js';
import './parts/json.js';
import './parts/check.js';
import './parts/result.js';
import { send } from './parts/send.js';

const CONNECTION = {
  sandbox: ['Sandbox: PostPeer in memory, nothing is published', 'sandbox'],
  live: ['Live: posts are published for real', 'live'],
};

async function start() {
  showExamples();
  $('dock-send').addEventListener('click', send);
  $('compose').addEventListener('submit', (event) => event.preventDefault());
  reshape(() => void (state.post = exampleOf('video')));
  const session = await loadSession();
  const [text, kind] = CONNECTION[session.mode] ?? [session.error?.message ?? 'No connection to the Worker', 'broken'];
  $('connection').textContent = text;
  $('connection').className = `connection ${kind}`;
  if (session.accounts) state.session = session;
  tell('session');
  tell('shape');
  tell('post');
}

start();
