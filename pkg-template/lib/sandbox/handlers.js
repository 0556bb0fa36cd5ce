// Handlers for the operations that have state, by name. An operation without one gives the response of the tables.

import { RESPONSES } from '../generated/responses.js';
import * as accounts from './accounts.js';
import * as engagement from './engagement.js';
import * as notifications from './notifications.js';
import * as posts from './posts.js';
import * as services from './services.js';
import { createUpload } from './storage.js';

/** Each takes `{ world, ruleErrors, params, query, body }` and returns the body of a success. */
export const HANDLERS = {
  'connect.linkedin.getSelection': accounts.getSelection('linkedin'),
  'connect.linkedin.submitSelection': accounts.submitSelection('linkedin'),
  'connect.facebook.getSelection': accounts.getSelection('facebook'),
  'connect.facebook.submitSelection': accounts.submitSelection('facebook'),
  'connect.getOAuthUrl': accounts.getOAuthUrl,
  'connect.bluesky': accounts.connectBluesky,
  'connect.integrations.list': accounts.listIntegrations,
  'connect.integrations.get': accounts.getIntegration,
  'connect.integrations.move': accounts.moveIntegration,
  'connect.integrations.disconnect': accounts.disconnect,
  'profiles.create': accounts.profiles.create,
  'profiles.list': accounts.profiles.list,
  'profiles.get': accounts.profiles.get,
  'profiles.update': accounts.profiles.update,
  'profiles.delete': accounts.profiles.delete,
  'apps.create': accounts.apps.create,
  'apps.list': accounts.apps.list,
  'apps.get': accounts.apps.get,
  'apps.update': accounts.apps.update,
  'apps.delete': accounts.apps.delete,
  'notifications.test': notifications.test,
  'notifications.create': notifications.create,
  'notifications.list': notifications.list,
  'notifications.get': notifications.get,
  'notifications.update': notifications.update,
  'notifications.delete': notifications.remove,
  'platforms.list': accounts.listPlatforms,
  'posts.create': posts.createPost,
  'posts.list': posts.listPosts,
  'posts.get': posts.getPost,
  'posts.delete': posts.deletePost,
  'posts.scheduled.list': posts.listScheduled,
  'posts.scheduled.cancel': posts.cancelScheduled,
  'posts.scheduled.reschedule': posts.reschedule,
  'posts.scheduled.edit': posts.editScheduled,
  'media.upload': createUpload,
  'analytics.get': services.getAnalytics,
  'comments.list': engagement.listComments,
  'comments.create': engagement.createComment,
  'comments.delete': engagement.deleteComment,
  'comments.hide': engagement.hideComment,
  'messages.list': engagement.listConversations,
  'messages.send': engagement.sendMessage,
  'messages.get': engagement.listMessages,
  'usage.get': services.getUsage,
  'pinterest.getBoards': accounts.getBoards,
  'tiktok.getCreatorInfo': accounts.getCreatorInfo,
  'ai.write': services.write,
  'ai.generateImage': services.generateImage,
};

/** Reads that change the state: they open an OAuth link, start a thread of comments or cost a credit. */
export const CHANGING_READS = ['connect.getOAuthUrl', 'comments.list', 'analytics.get'];

export const changesState = ({ name, method }) => method !== 'GET' || CHANGING_READS.includes(name);

/** Status and body of a success. */
export function succeed({ name }, request) {
  const { status, body } = RESPONSES[name];
  return { status, body: Object.hasOwn(HANDLERS, name) ? HANDLERS[name](request) : body };
}
