// Posts to start from.

import { html } from 'lit-html';
import { EXAMPLES, exampleOf } from '../examples.js';
import { open } from '../store.js';
import { fetchDetails } from './accounts.js';

export const examples = () =>
  html`<h2 class="hidden">Examples</h2>
    <ul class="examples">
      ${Object.entries(EXAMPLES).map(
        ([name, { label, needs }]) =>
          html`<li>
            <button
              type="button"
              class="chip"
              title=${needs}
              @click=${() => {
                open(exampleOf(name));
                fetchDetails();
              }}
            >
              ${label}
            </button>
          </li>`,
      )}
    </ul>`;
