export * from './client.js';
export { default } from './client.js';
export * from './validate.js';
