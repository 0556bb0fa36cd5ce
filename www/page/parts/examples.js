// Buttons that open example posts.

import { html } from 'lit-html';
import { EXAMPLES, exampleOf } from '../lib/examples.js';
import { loadTargetDetails } from '../state/accounts.js';
import { openPost } from '../state/store.js';

export const examples = () =>
  html`<h2 class="hidden">Examples</h2>
    <ul class="examples">
      ${Object.entries(EXAMPLES).map(
        ([name, { label, summary }]) =>
          html`<li>
            <button
              type="button"
              class="chip"
              title=${summary}
              @click=${() => {
                openPost(exampleOf(name));
                loadTargetDetails();
              }}
            >
              ${label}
            </button>
          </li>`,
      )}
    </ul>`;
