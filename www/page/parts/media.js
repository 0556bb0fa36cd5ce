// The media list: files and URLs, with facts, issues, upload progress and alternative texts.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { formatFacts, formatSize } from '../lib/format-facts.js';
import { isError } from '../lib/issues.js';
import { labelOf } from '../lib/labels.js';
import { pathKey } from '../lib/paths.js';
import { itemsOf, targetsOf } from '../lib/post.js';
import { MEDIA_TYPES } from '../lib/schema.js';
import { addFiles, addItemByUrl, moveItem, removeItem, setAltText, setItemUrl, upload } from '../state/media.js';
import { issuesIn, setValue, state } from '../state/store.js';
import { bind, idOf } from './field-frame.js';
import { thumbnail } from './thumbnail.js';
import { icon, issueLines } from './ui.js';

function remove(index) {
  removeItem(index);
  document.getElementById('choose-files')?.focus();
}

function move(index, by) {
  moveItem(index, by);
  document.getElementById(`move-${index + by}-${by}`)?.focus();
}

/** The index of the dragged item. */
let dragged = null;

function urlInputs(item, index) {
  const path = ['mediaItems', index, 'url'];
  const typePath = ['mediaItems', index, 'type'];
  const issues = issuesIn(path);
  const typeIssues = issuesIn(typePath);
  const { id, key, invalid } = bind(path, issues);
  // One list holds the issues of the item, its type and its URL.
  const describedBy = found => (found.length > 0 ? `${id}-issues` : nothing);
  const unknownType = String(item?.type ?? '');
  return html`<div class="address">
    <select
      id=${idOf(typePath)}
      data-path=${pathKey(typePath)}
      aria-label="Kind of file ${index + 1}"
      aria-invalid=${typeIssues.some(isError) ? 'true' : nothing}
      aria-describedby=${describedBy(typeIssues)}
      @change=${event => setValue(typePath, event.target.value)}
    >
      ${
        MEDIA_TYPES.includes(item?.type)
          ? nothing
          : html`<option .selected=${true} value=${unknownType}>${String(item?.type ?? 'Choose')}</option>`
      }
      ${MEDIA_TYPES.map(
        type => html`<option value=${type} .selected=${live(item?.type === type)}>${labelOf(type)}</option>`,
      )}
    </select>
    <input
      id=${id}
      data-path=${key}
      type="url"
      aria-label="Address of file ${index + 1}"
      aria-invalid=${invalid}
      aria-describedby=${describedBy(issues)}
      placeholder="https://…"
      autocomplete="off"
      .value=${live(String(item?.url ?? ''))}
      @input=${event => setItemUrl(index, event.target.value)}
    />
  </div>`;
}

function progress(file, index) {
  if (!file.upload) return nothing;
  const { sent, total, controller } = file.upload;
  return html`<div class="upload">
    <progress max=${total || 1} value=${sent} aria-label="Upload of ${file.name}"></progress>
    <span class="soft">${formatSize(sent)} of ${formatSize(total)}</span
    ><button
      type="button"
      class="small"
      @click=${() => controller?.abort()}
      aria-label="Cancel the upload of file ${index + 1}"
    >
      Cancel
    </button>
  </div>`;
}

/** The issue of a file that could not be probed. It is a warning, unless it stopped the upload. */
function probeIssue({ problem: { message }, isRefused, upload: uploading, uploadError }) {
  if (isRefused) return { severity: 'error', message };
  return {
    severity: 'warning',
    message,
    hint: uploading || uploadError ? undefined : 'The file can be sent, but was not checked.',
  };
}

function factsOf({ facts, blob, problem }) {
  if (facts) return formatFacts(facts);
  if (!blob) return [];
  return [problem ? formatSize(blob.size) : 'Looking into it…'];
}

const uploadFailure = ({ url }, { uploadError, blob }) =>
  html`<div class="failed">
    ${issueLines([{ severity: 'warning', message: uploadError }])}<button
      type="button"
      class="small"
      @click=${() => upload(url, blob)}
    >
      Upload again
    </button>
  </div>`;

function itemCard(item, index, all) {
  const file = state.files[item?.url] ?? {};
  const issues = issuesIn(['mediaItems', index]);
  const altPath = ['alt', index];
  const takesAltText = item?.type === 'image' || item?.type === 'gif';
  const altIssues = targetsOf(state.post).flatMap((_, target) =>
    issuesIn(['platforms', target, 'platformSpecificData', 'altText', index]),
  );
  return html`<li
    class="item"
    data-path=${pathKey(['mediaItems', index])}
    tabindex="-1"
    draggable=${all.length > 1 ? 'true' : 'false'}
    @dragstart=${event => {
      dragged = index;
      event.dataTransfer.effectAllowed = 'move';
    }}
    @dragend=${() => {
      dragged = null;
    }}
    @dragover=${event => {
      if (dragged !== null) event.preventDefault();
    }}
    @drop=${event => {
      if (dragged === null) return;
      event.preventDefault();
      event.stopPropagation();
      move(dragged, index - dragged);
      dragged = null;
    }}
  >
    <div class="thumb">${thumbnail(item)}<span class="number">${index + 1}</span></div>
    <div class="about">
      ${file.blob ? html`<b class="name" title=${file.name}>${file.name}</b>` : urlInputs(item, index)}
      <p class="facts">${factsOf(file).map(fact => html`<span>${fact}</span>`)}</p>
      ${file.problem ? issueLines([probeIssue(file)]) : nothing}
      ${file.uploadError ? uploadFailure(item, file) : nothing} ${progress(file, index)}
      ${issueLines(issues, `${idOf(['mediaItems', index, 'url'])}-issues`)}
      ${
        takesAltText
          ? html`<input
                class="alt"
                data-path=${pathKey(altPath)}
                aria-label="What file ${index + 1} shows, for those who cannot see it"
                placeholder="What it shows (alt text)"
                .value=${live(file.alt ?? '')}
                @input=${event => setAltText(item.url, event.target.value)}
              />${issueLines(altIssues)}`
          : nothing
      }
    </div>
    <div class="tools">
      ${
        all.length > 1
          ? html`<button
                type="button"
                class="plain square"
                id="move-${index}--1"
                ?disabled=${index === 0}
                aria-label="Move file ${index + 1} up"
                @click=${() => move(index, -1)}
              >
                ${icon('up')}
              </button>
              <button
                type="button"
                class="plain square"
                id="move-${index}-1"
                ?disabled=${index === all.length - 1}
                aria-label="Move file ${index + 1} down"
                @click=${() => move(index, 1)}
              >
                ${icon('down')}
              </button>`
          : nothing
      }
      <button type="button" class="plain square" aria-label="Remove file ${index + 1}" @click=${() => remove(index)}>
        ${icon('close')}
      </button>
    </div>
  </li>`;
}

function addByUrl() {
  addItemByUrl();
  document.getElementById(idOf(['mediaItems', itemsOf(state.post).length - 1, 'url']))?.focus();
}

const dropHandlers = {
  over(event) {
    if (dragged !== null || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.currentTarget.classList.add('over');
  },
  leave: event => event.currentTarget.classList.remove('over'),
  drop(event) {
    event.currentTarget.classList.remove('over');
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    addFiles(event.dataTransfer.files);
  },
};

export function media() {
  const items = itemsOf(state.post);
  const own = issuesIn(['mediaItems']).filter(issue => issue.path.length === 1);
  return html` <div class="section-head">
      <h2 id="media-title">Media</h2>
      <span class="count">${items.length || ''}</span>
    </div>
    ${
      items.length > 0
        ? html`<ol class="items" aria-labelledby="media-title">
            ${repeat(
              items,
              item => state.files[item?.url]?.localUrl ?? item,
              (item, index) => itemCard(item, index, items),
            )}
          </ol>`
        : nothing
    }
    ${issueLines(own)}
    <div
      class="drop"
      data-path="mediaItems"
      tabindex="-1"
      @dragover=${dropHandlers.over}
      @dragleave=${dropHandlers.leave}
      @drop=${dropHandlers.drop}
    >
      <input
        type="file"
        id="choose-files"
        class="hidden-input"
        multiple
        accept="image/*,video/*,application/pdf"
        @change=${event => {
          addFiles([...event.target.files]);
          event.target.value = '';
        }}
      />
      <label for="choose-files" class="button">${icon('plus')} Choose files</label
      ><span class="soft">or drop them here</span>
      <button type="button" class="link" @click=${addByUrl}>Add by address</button>
    </div>`;
}
