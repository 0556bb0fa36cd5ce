// The media of the post: adds, probes, uploads, orders and describes files.

import { client } from '../lib/api.js';
import { mediaTypeOf } from '../lib/format-facts.js';
import { itemsOf, targetsOf } from '../lib/post.js';
import { optionsOf } from '../lib/schema.js';
import { change, fileOf, show, state } from './store.js';
import { UPLOADING } from './validation.js';

let fileCount = 0;

export const isUploading = () => itemsOf(state.post).some(item => state.files[item?.url]?.upload);

const indexOfUrl = url => itemsOf(state.post).findIndex(item => item?.url === url);

/** Copies the alternative texts of the files to each target that takes them, in the format of that platform. */
export function spreadAltText(post) {
  const texts = itemsOf(post).map(item => state.files[item?.url]?.alt ?? '');
  const hasText = texts.some(text => text !== '');
  for (const target of targetsOf(post)) {
    const field = optionsOf(target?.platform).find(({ key }) => key === 'altText');
    if (!field) continue;
    const value = !hasText ? undefined : field.node.type === 'array' ? texts : texts[0] || undefined;
    if (value !== undefined) target.platformSpecificData = { ...target.platformSpecificData, altText: value };
    else if (target.platformSpecificData) {
      delete target.platformSpecificData.altText;
      if (Object.keys(target.platformSpecificData).length === 0) delete target.platformSpecificData;
    }
  }
}

function setItems(post, items) {
  if (items.length > 0) post.mediaItems = items;
  else delete post.mediaItems;
  spreadAltText(post);
}

/** The media type by name and MIME type, until the file is probed. */
function guessType({ type, name }) {
  if (/^video\//.test(type)) return 'video';
  if (type === 'image/gif') return 'gif';
  return type === 'application/pdf' || /\.pdf$/i.test(name) ? 'document' : 'image';
}

export function addFiles(blobs) {
  for (const blob of blobs) {
    const url = `${UPLOADING}${(fileCount += 1)}/${encodeURIComponent(blob.name)}`;
    change(({ post }) => {
      Object.assign(fileOf(url), {
        blob,
        name: blob.name,
        localUrl: URL.createObjectURL(blob),
        upload: { sent: 0, total: blob.size },
      });
      setItems(post, [...itemsOf(post), { type: guessType(blob), url }]);
    });
    fileOf(url).probing = probe(url, blob);
    // The media list shows the error.
    fileOf(url).probing.catch(() => {});
    upload(url, blob);
  }
}

async function probe(url, blob) {
  const probing = import('postpeer-wasm/media').then(({ probeMedia }) => probeMedia(blob));
  const result = await probing.then(
    facts => ({ facts, problem: undefined }),
    problem => ({ problem }),
  );
  // The upload may have changed the URL meanwhile.
  const item = itemsOf(state.post).find(current => state.files[current?.url]?.blob === blob);
  if (item) {
    change(() => {
      Object.assign(fileOf(item.url), result);
      if (result.facts && ['image', 'video', 'document'].includes(result.facts.kind))
        item.type = mediaTypeOf(result.facts);
    });
  }
  return probing;
}

let isRenderScheduled = false;
function renderSoon() {
  if (isRenderScheduled) return;
  isRenderScheduled = true;
  requestAnimationFrame(() => {
    isRenderScheduled = false;
    show();
  });
}

export async function upload(url, blob) {
  const controller = new AbortController();
  const file = fileOf(url);
  file.uploadError = undefined;
  file.upload = { sent: 0, total: blob.size, controller };
  show();
  try {
    const { publicUrl, mediaItem } = await client.media.uploadFile(blob, {
      signal: controller.signal,
      // Announces the probed type, and stops the upload of a file of unknown format.
      facts: () => file.probing,
      onProgress({ loaded, total }) {
        Object.assign(file.upload ?? {}, { sent: loaded, total: total ?? blob.size });
        renderSoon();
      },
    });
    const index = indexOfUrl(url);
    if (index < 0) return;
    change(({ post }) => {
      state.files[publicUrl] = { ...file, upload: undefined };
      delete state.files[url];
      post.mediaItems[index].url = publicUrl;
      if (!file.facts) post.mediaItems[index].type = mediaItem.type;
    });
  } catch (error) {
    if (indexOfUrl(url) < 0) return;
    const isRefused = error === file.problem;
    const uploadError = controller.signal.aborted ? 'The upload was cancelled.' : isRefused ? undefined : error.message;
    change(() => Object.assign(file, { upload: undefined, isRefused, uploadError }));
  }
}

export function addItemByUrl() {
  change(({ post }) => void (post.mediaItems = [...itemsOf(post), { type: 'image', url: '' }]));
}

export function removeItem(index) {
  const { url } = itemsOf(state.post)[index] ?? {};
  const file = state.files[url];
  change(({ post }) => {
    setItems(
      post,
      itemsOf(post).filter((_, other) => other !== index),
    );
    if (indexOfUrl(url) < 0) delete state.files[url];
  });
  file?.upload?.controller?.abort();
  if (file?.localUrl) URL.revokeObjectURL(file.localUrl);
}

export function moveItem(index, by) {
  change(({ post }) => {
    const items = [...itemsOf(post)];
    const [item] = items.splice(index, 1);
    items.splice(index + by, 0, item);
    setItems(post, items);
  });
}

export function setItemUrl(index, url) {
  change(({ post }) => {
    const item = post.mediaItems[index];
    const alt = state.files[item.url]?.alt;
    item.url = url;
    if (alt) fileOf(url).alt = alt;
  });
}

export function setAltText(url, text) {
  change(({ post }) => {
    fileOf(url).alt = text;
    spreadAltText(post);
  });
}
