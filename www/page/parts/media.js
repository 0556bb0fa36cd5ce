// Files and addresses that go with the post: probed as soon as they are chosen, uploaded while one writes on.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { factsInWords, sizeOf, typeOf } from '../lib/facts.js';
import { sourceOf } from '../lib/links.js';
import { keyOf } from '../lib/paths.js';
import { MEDIA_TYPES, optionsOf } from '../lib/schema.js';
import { client } from '../lib/postpeer.js';
import { inWords } from '../lib/words.js';
import { change, fileOf, isError, issuesIn, itemsOf, setValue, show, state, targetsOf, UPLOADING } from '../store.js';
import { bind, idOf } from './fields.js';
import { hueOf, icon, issueLines } from './bits.js';

let files = 0;

export const isUploading = () => itemsOf().some(item => state.files[item?.url]?.upload);

/** The alternative text belongs to a file; each target that takes one is given it in its own form. */
export function spreadAlt(post) {
  const texts = itemsOf(post).map(item => state.files[item?.url]?.alt ?? '');
  const any = texts.some(text => text !== '');
  for (const target of targetsOf(post)) {
    const field = optionsOf(target?.platform).find(({ key }) => key === 'altText');
    if (!field) continue;
    const value = !any ? undefined : field.node.type === 'array' ? texts : texts[0] || undefined;
    if (value !== undefined) target.platformSpecificData = { ...target.platformSpecificData, altText: value };
    else if (target.platformSpecificData) {
      delete target.platformSpecificData.altText;
      if (Object.keys(target.platformSpecificData).length === 0) delete target.platformSpecificData;
    }
  }
}

const indexOf = url => itemsOf().findIndex(item => item?.url === url);

function setItems(post, items) {
  if (items.length > 0) post.mediaItems = items;
  else delete post.mediaItems;
  spreadAlt(post);
}

const guess = ({ type, name }) =>
  /^video\//.test(type)
    ? 'video'
    : type === 'image/gif'
      ? 'gif'
      : type === 'application/pdf' || /\.pdf$/i.test(name)
        ? 'document'
        : 'image';

export function addFiles(list) {
  for (const blob of list) {
    const url = `${UPLOADING}${(files += 1)}/${encodeURIComponent(blob.name)}`;
    change(({ post }) => {
      Object.assign(fileOf(url), {
        blob,
        name: blob.name,
        local: URL.createObjectURL(blob),
        upload: { sent: 0, total: blob.size },
      });
      setItems(post, [...itemsOf(post), { type: guess(blob), url }]);
    });
    fileOf(url).probing = probe(url, blob);
    // What happens to it is shown on the item.
    fileOf(url).probing.catch(() => {});
    upload(url, blob);
  }
}

async function probe(url, blob) {
  const looked = import('postpeer-wasm/media').then(({ probeMedia }) => probeMedia(blob));
  const found = await looked.then(
    facts => ({ facts, problem: undefined }),
    problem => ({ problem }),
  );
  const at = itemsOf().find(item => state.files[item?.url]?.blob === blob);
  if (at) {
    change(() => {
      Object.assign(fileOf(at.url), found);
      if (found.facts && ['image', 'video', 'document'].includes(found.facts.kind)) at.type = typeOf(found.facts);
    });
  }
  return looked;
}

let drawing = false;
function drawSoon() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    show();
  });
}

async function upload(url, blob) {
  const controller = new AbortController();
  const file = fileOf(url);
  file.failed = undefined;
  file.upload = { sent: 0, total: blob.size, controller };
  show();
  try {
    const { publicUrl, mediaItem } = await client.media.uploadFile(blob, {
      signal: controller.signal,
      // Announced as what it was found to be; a file of no known format is not uploaded.
      facts: () => file.probing,
      onProgress({ loaded, total }) {
        Object.assign(file.upload ?? {}, { sent: loaded, total: total ?? blob.size });
        drawSoon();
      },
    });
    const index = indexOf(url);
    if (index < 0) return;
    change(({ post }) => {
      state.files[publicUrl] = { ...file, upload: undefined };
      delete state.files[url];
      post.mediaItems[index].url = publicUrl;
      if (!file.facts) post.mediaItems[index].type = mediaItem.type;
    });
  } catch (error) {
    if (indexOf(url) < 0) return;
    const refused = error === file.problem;
    change(() =>
      Object.assign(file, {
        upload: undefined,
        refused,
        failed: controller.signal.aborted ? 'The upload was cancelled.' : refused ? undefined : error.message,
      }),
    );
  }
}

function remove(index) {
  const { url } = itemsOf()[index] ?? {};
  const file = state.files[url];
  change(({ post }) => {
    setItems(
      post,
      itemsOf(post).filter((_, other) => other !== index),
    );
    if (indexOf(url) < 0) delete state.files[url];
  });
  file?.upload?.controller?.abort();
  if (file?.local) URL.revokeObjectURL(file.local);
  document.getElementById('choose-files')?.focus();
}

function move(index, by) {
  change(({ post }) => {
    const items = [...itemsOf(post)];
    const [item] = items.splice(index, 1);
    items.splice(index + by, 0, item);
    setItems(post, items);
  });
  document.getElementById(`move-${index + by}-${by}`)?.focus();
}

function setAddress(index, url) {
  change(({ post }) => {
    const item = post.mediaItems[index];
    const alt = state.files[item.url]?.alt;
    item.url = url;
    if (alt) fileOf(url).alt = alt;
  });
}

let dragged = null;

export function picture(item, { playing = false } = {}) {
  const file = state.files[item?.url];
  const source = file?.local ?? sourceOf(item?.url);
  if (source && item.type === 'video')
    return html`<video
      src="${source}#t=0.1"
      muted
      playsinline
      preload="metadata"
      ?controls=${playing}
      aria-hidden="true"
      tabindex="-1"
    ></video>`;
  if (source && (item.type === 'image' || item.type === 'gif'))
    return html`<img src=${source} alt=${file?.alt ?? ''} />`;
  return html`<span class="no-picture" .style=${`--hue:${hueOf(String(item?.url))}`}
    >${icon({ video: 'film', document: 'page' }[item?.type] ?? 'picture')}</span
  >`;
}

function address(item, index) {
  const path = ['mediaItems', index, 'url'];
  const typePath = ['mediaItems', index, 'type'];
  const issues = issuesIn(path);
  const typeIssues = issuesIn(typePath);
  const { id, key, invalid } = bind(path, issues);
  // What is wrong with the file as a whole, its kind and its address, is said in one list.
  const said = own => (own.length > 0 ? `${id}-issues` : nothing);
  return html`<div class="address">
    <select
      id=${idOf(typePath)}
      data-path=${keyOf(typePath)}
      aria-label="Kind of file ${index + 1}"
      aria-invalid=${typeIssues.some(isError) ? 'true' : nothing}
      aria-describedby=${said(typeIssues)}
      @change=${event => setValue(typePath, event.target.value)}
    >
      ${MEDIA_TYPES.includes(item?.type) ? nothing : html`<option .selected=${true} value=${String(item?.type ?? '')}>${String(item?.type ?? 'Choose')}</option>`}
      ${MEDIA_TYPES.map(type => html`<option value=${type} .selected=${live(item?.type === type)}>${inWords(type)}</option>`)}
    </select>
    <input
      id=${id}
      data-path=${key}
      type="url"
      aria-label="Address of file ${index + 1}"
      aria-invalid=${invalid}
      aria-describedby=${said(issues)}
      placeholder="https://…"
      autocomplete="off"
      .value=${live(String(item?.url ?? ''))}
      @input=${event => setAddress(index, event.target.value)}
    />
  </div>`;
}

function progress(file, index) {
  if (!file.upload) return nothing;
  const { sent, total, controller } = file.upload;
  return html`<div class="upload">
    <progress max=${total || 1} value=${sent} aria-label="Upload of ${file.name}"></progress>
    <span class="soft">${sizeOf(sent)} of ${sizeOf(total)}</span
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

/** The prober's error. Unless the upload was refused for it, the file can be sent. */
function problemOf({ problem: { message }, refused, upload, failed }) {
  if (refused) return { severity: 'error', message };
  return {
    severity: 'warning',
    message,
    hint: upload || failed ? undefined : 'The file can be sent, but was not checked.',
  };
}

function card(item, index, all) {
  const file = state.files[item?.url] ?? {};
  const issues = issuesIn(['mediaItems', index]);
  const altPath = ['alt', index];
  const takesAlt = item?.type === 'image' || item?.type === 'gif';
  const altIssues = targetsOf().flatMap((_, target) =>
    issuesIn(['platforms', target, 'platformSpecificData', 'altText', index]),
  );
  return html`<li
    class="item"
    data-path=${keyOf(['mediaItems', index])}
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
    <div class="thumb">${picture(item)}<span class="number">${index + 1}</span></div>
    <div class="about">
      ${file.blob ? html`<b class="name" title=${file.name}>${file.name}</b>` : address(item, index)}
      <p class="facts">
        ${file.facts ? factsInWords(file.facts).map(fact => html`<span>${fact}</span>`) : file.blob ? html`<span>${file.problem ? sizeOf(file.blob.size) : 'Looking into it…'}</span>` : nothing}
      </p>
      ${file.problem ? issueLines([problemOf(file)]) : nothing}
      ${file.failed ? html`<div class="failed">${issueLines([{ severity: 'warning', message: file.failed }])}<button type="button" class="small" @click=${() => upload(item.url, file.blob)}>Upload again</button></div>` : nothing}
      ${progress(file, index)} ${issueLines(issues, `${idOf(['mediaItems', index, 'url'])}-issues`)}
      ${
        takesAlt
          ? html`<input
                class="alt"
                data-path=${keyOf(altPath)}
                aria-label="What file ${index + 1} shows, for those who cannot see it"
                placeholder="What it shows (alt text)"
                .value=${live(file.alt ?? '')}
                @input=${event =>
                  change(({ post }) => {
                    fileOf(item.url).alt = event.target.value;
                    spreadAlt(post);
                  })}
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

function addAddress() {
  change(({ post }) => void (post.mediaItems = [...itemsOf(post), { type: 'image', url: '' }]));
  document.getElementById(idOf(['mediaItems', itemsOf().length - 1, 'url']))?.focus();
}

const drop = {
  over(event) {
    if (dragged !== null || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.currentTarget.classList.add('over');
  },
  leave: event => event.currentTarget.classList.remove('over'),
  here(event) {
    event.currentTarget.classList.remove('over');
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    addFiles(event.dataTransfer.files);
  },
};

export function media() {
  const items = itemsOf();
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
              item => state.files[item?.url]?.local ?? item,
              (item, index) => card(item, index, items),
            )}
          </ol>`
        : nothing
    }
    ${issueLines(own)}
    <div
      class="drop"
      data-path="mediaItems"
      tabindex="-1"
      @dragover=${drop.over}
      @dragleave=${drop.leave}
      @drop=${drop.here}
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
      <button type="button" class="link" @click=${addAddress}>Add by address</button>
    </div>`;
}
