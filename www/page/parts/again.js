// The second step before a post is sent that is out already, or that may be. Nothing but this sends such a post.

import { html, nothing } from 'lit-html';
import { show, state } from '../store.js';
import { send } from './send.js';

const dialog = () => document.getElementById('again');

/** Asks whether `post` is to be sent although `record` says that it was. */
export function askAgain(record, post) {
  show(() => void (state.asking = { record, post }));
  dialog().showModal();
}

const WORDS = {
  unknown: [
    'Send it a second time?',
    'Nobody knows yet what became of the first. If that was published, this publishes it twice.',
    'Send, perhaps twice',
  ],
  known: [
    'Send the same again?',
    'This very post was sent already. Sent again, it appears a second time on every account.',
    'Send again',
  ],
};

export function again() {
  const [title, text, yes] = WORDS[state.asking?.record.phase === 'refused' ? 'unknown' : 'known'];
  const answer = does => () => {
    const { post } = state.asking;
    dialog().close();
    does?.(post);
  };
  return html`<dialog id="again" class="menu ask" aria-labelledby="again-title" aria-describedby="again-text">
    ${
      state.asking
        ? html`<h2 id="again-title">${title}</h2>
            <p id="again-text">${text}</p>
            <div class="row">
              <button type="button" class="strong" autofocus @click=${answer()}>Do not send</button
              ><button type="button" class="danger" id="send-again" @click=${answer(send)}>${yes}</button>
            </div>`
        : nothing
    }
  </dialog>`;
}
