// The dialog that confirms sending a post that is published already, or may be. There is no other way to do that.

import { html, nothing } from 'lit-html';
import { send } from '../state/sending.js';
import { show, state } from '../state/store.js';

const dialog = () => document.getElementById('again');

/** Asks whether to send `post`, which `submission` has sent before. */
export function askToResend(submission, post) {
  show(() => void (state.resend = { submission, post }));
  dialog().showModal();
}

const TEXTS = {
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

export function resendDialog() {
  const [title, text, confirm] = TEXTS[state.resend?.submission.phase === 'failed' ? 'unknown' : 'known'];
  const closeAnd = action => () => {
    const { post } = state.resend;
    dialog().close();
    action?.(post);
  };
  return html`<dialog id="again" class="menu ask" aria-labelledby="again-title" aria-describedby="again-text">
    ${
      state.resend
        ? html`<h2 id="again-title">${title}</h2>
            <p id="again-text">${text}</p>
            <div class="row">
              <button type="button" class="strong" autofocus @click=${closeAnd()}>Do not send</button
              ><button type="button" class="danger" id="send-again" @click=${closeAnd(send)}>${confirm}</button>
            </div>`
        : nothing
    }
  </dialog>`;
}
