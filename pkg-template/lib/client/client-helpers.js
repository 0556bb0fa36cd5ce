// Helpers of the client that make several calls. The relay does not bundle them.
export { iterate } from './paging.js';
export { reconcile, settling } from './reconcile.js';
export { retryFailed } from './targets.js';
export { uploadFile } from './upload.js';
export { wait } from './waiting.js';
