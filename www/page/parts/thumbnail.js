// The picture of a media item: the local file, the uploaded one, or a placeholder.

import { html } from 'lit-html';
import { mediaUrl } from '../lib/safe-urls.js';
import { state } from '../state/store.js';
import { hueOf, icon } from './ui.js';

export function thumbnail(item) {
  const file = state.files[item?.url];
  const source = file?.localUrl ?? mediaUrl(item?.url);
  if (source && item.type === 'video')
    return html`<video
      src="${source}#t=0.1"
      muted
      playsinline
      preload="metadata"
      aria-hidden="true"
      tabindex="-1"
    ></video>`;
  if (source && (item.type === 'image' || item.type === 'gif'))
    return html`<img src=${source} alt=${file?.alt ?? ''} />`;
  return html`<span class="no-picture" .style=${`--hue:${hueOf(String(item?.url))}`}
    >${icon({ video: 'film', document: 'page' }[item?.type] ?? 'picture')}</span
  >`;
}
