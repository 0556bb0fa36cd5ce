// What the client of an app does besides single calls. The relay makes single calls, and does without the weight.
export { iterate } from './paging.js';
export { reconcile, settling } from './reconcile.js';
export { retryFailed } from './targets.js';
export { uploadFile } from './upload.js';
export { wait } from './waiting.js';
