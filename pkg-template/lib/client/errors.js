// All error classes. Entries export everything in this module.
export * from './base-errors.js';
export * from './status-errors.js';
