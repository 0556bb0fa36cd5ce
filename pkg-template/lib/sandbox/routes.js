// The operations of PostPeer: name, method, path and who answers. Names are those of the client.

import * as accounts from './accounts.js';
import { decoded } from './answers.js';
import * as engagement from './engagement.js';
import * as notifications from './notifications.js';
import * as posts from './posts.js';
import * as services from './services.js';
import { createUpload } from './storage.js';

const healthy = () => ({ ok: true });

/** Operations that answer errors as `{ error }`; all others as `{ success, message }`. */
const PLAIN_ERRORS = /^(connect|profiles|apps|pinterest|tiktok)\./;

/** Operations that declare no security: nothing, or a one-time token in the path, is their credential. */
const OPEN = new Set([
  'health.check',
  'connect.linkedin.getSelection',
  'connect.linkedin.submitSelection',
  'connect.facebook.getSelection',
  'connect.facebook.submitSelection',
]);

/** Reads that leave something behind: an open OAuth link, the first comments, a charge. */
const LEAVING = new Set(['connect.getOAuthUrl', 'comments.list', 'analytics.get']);

/** A fixed segment stands before a parameter in its place: the first row that fits answers. */
const TABLE = [
  ['health.check', 'GET', '/v1/health', healthy],
  ['health.verifyAccessKey', 'GET', '/v1/health/auth', healthy],
  ['connect.linkedin.getSelection', 'GET', '/v1/connect/linkedin/selection/{token}', accounts.getSelection('linkedin')],
  [
    'connect.linkedin.submitSelection',
    'POST',
    '/v1/connect/linkedin/selection/{token}',
    accounts.submitSelection('linkedin'),
  ],
  ['connect.facebook.getSelection', 'GET', '/v1/connect/facebook/selection/{token}', accounts.getSelection('facebook')],
  [
    'connect.facebook.submitSelection',
    'POST',
    '/v1/connect/facebook/selection/{token}',
    accounts.submitSelection('facebook'),
  ],
  ['connect.bluesky', 'POST', '/v1/connect/bluesky/auth', accounts.connectBluesky],
  ['connect.integrations.list', 'GET', '/v1/connect/integrations', accounts.listIntegrations],
  ['connect.integrations.get', 'GET', '/v1/connect/integrations/{id}', accounts.getIntegration],
  ['connect.integrations.move', 'PATCH', '/v1/connect/integrations/{id}', accounts.moveIntegration],
  ['connect.integrations.disconnect', 'DELETE', '/v1/connect/integrations/{id}', accounts.disconnect],
  ['connect.getOAuthUrl', 'GET', '/v1/connect/{platform}', accounts.getOAuthUrl],
  ['profiles.create', 'POST', '/v1/profiles/', accounts.profiles.create],
  ['profiles.list', 'GET', '/v1/profiles/', accounts.profiles.list],
  ['profiles.get', 'GET', '/v1/profiles/{id}', accounts.profiles.get],
  ['profiles.update', 'PATCH', '/v1/profiles/{id}', accounts.profiles.update],
  ['profiles.delete', 'DELETE', '/v1/profiles/{id}', accounts.profiles.delete],
  ['apps.create', 'POST', '/v1/apps/', accounts.apps.create],
  ['apps.list', 'GET', '/v1/apps/', accounts.apps.list],
  ['apps.get', 'GET', '/v1/apps/{id}', accounts.apps.get],
  ['apps.update', 'PATCH', '/v1/apps/{id}', accounts.apps.update],
  ['apps.delete', 'DELETE', '/v1/apps/{id}', accounts.apps.delete],
  ['notifications.test', 'POST', '/v1/notifications/test', notifications.test],
  ['notifications.create', 'POST', '/v1/notifications/', notifications.create],
  ['notifications.list', 'GET', '/v1/notifications/', notifications.list],
  ['notifications.get', 'GET', '/v1/notifications/{id}', notifications.get],
  ['notifications.update', 'PATCH', '/v1/notifications/{id}', notifications.update],
  ['notifications.delete', 'DELETE', '/v1/notifications/{id}', notifications.remove],
  ['platforms.list', 'GET', '/v1/platforms', accounts.listPlatforms],
  ['posts.scheduled.list', 'GET', '/v1/posts/scheduled/', posts.listScheduled],
  ['posts.scheduled.cancel', 'DELETE', '/v1/posts/scheduled/{postId}', posts.cancelScheduled],
  ['posts.scheduled.reschedule', 'PATCH', '/v1/posts/scheduled/{postId}', posts.reschedule],
  ['posts.scheduled.edit', 'PUT', '/v1/posts/scheduled/{postId}', posts.editScheduled],
  ['posts.create', 'POST', '/v1/posts/', posts.createPost],
  ['posts.list', 'GET', '/v1/posts/', posts.listPosts],
  ['posts.get', 'GET', '/v1/posts/{postId}', posts.getPost],
  ['posts.delete', 'DELETE', '/v1/posts/{postId}', posts.deletePost],
  ['media.upload', 'POST', '/v1/media/upload', createUpload],
  ['analytics.get', 'GET', '/v1/analytics/', services.getAnalytics],
  ['comments.list', 'GET', '/v1/comments/', engagement.listComments],
  ['comments.create', 'POST', '/v1/comments/', engagement.createComment],
  ['comments.delete', 'DELETE', '/v1/comments/{commentId}', engagement.deleteComment],
  ['comments.hide', 'PATCH', '/v1/comments/{commentId}', engagement.hideComment],
  ['messages.list', 'GET', '/v1/messages/', engagement.listConversations],
  ['messages.send', 'POST', '/v1/messages/', engagement.sendMessage],
  ['messages.get', 'GET', '/v1/messages/{conversationId}', engagement.listMessages],
  ['usage.get', 'GET', '/v1/usage/', services.getUsage],
  ['pinterest.getBoards', 'GET', '/v1/pinterest/boards', accounts.getBoards],
  ['tiktok.getCreatorInfo', 'GET', '/v1/tiktok/creator-info', accounts.getCreatorInfo],
  ['ai.write', 'POST', '/v1/ai/write', services.write],
  ['ai.generateImage', 'POST', '/v1/ai/image', services.generateImage],
];

// The specification ends collection paths with a slash and the documentation pages do not; PostPeer takes both.
const segmentsOf = path => path.replace(/\/$/, '').split('/').slice(1);

export const ROUTES = TABLE.map(([name, method, path, handler]) => ({
  name,
  method,
  path,
  handler,
  segments: segmentsOf(path),
  auth: !OPEN.has(name),
  errors: PLAIN_ERRORS.test(name) ? 'error' : 'message',
  leaves: method !== 'GET' || LEAVING.has(name),
}));

const isParameter = segment => segment.startsWith('{');

function paramsOf(route, segments) {
  if (route.segments.length !== segments.length) return null;
  const params = {};
  for (const [index, expected] of route.segments.entries()) {
    if (isParameter(expected)) {
      if (segments[index] === '') return null;
      params[expected.slice(1, -1)] = segments[index];
    } else if (expected !== segments[index]) {
      return null;
    }
  }
  return params;
}

/** The route for a method and a path, or the methods that the path would take. */
export function findRoute(method, pathname) {
  const raw = segmentsOf(pathname);
  const allowed = [];
  for (const route of ROUTES) {
    const params = paramsOf(route, raw);
    if (params === null) continue;
    if (route.method === method) {
      return { route, params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, decoded(value)])) };
    }
    allowed.push(route.method);
  }
  return { allowed };
}
