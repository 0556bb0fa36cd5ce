// Notification subscriptions. The sandbox keeps them and delivers nothing: PostPeer's delivery format is not
// documented.

import { iso, pick, refuse } from './answers.js';

function needDestination(body) {
  if (body[body.channel] === undefined) refuse(400, `${body.channel} is required for channel ${body.channel}`);
}

const find = (world, id) => world.notifications.get(id) ?? refuse(404, 'Notification not found');

/** The secret is whole where it is created and masked afterwards. */
const show = ({ webhook, ...row }) => ({
  ...row,
  ...(webhook && { webhook: { url: webhook.url, secret: `${webhook.secret.slice(0, 6)}…` } }),
});

export function test({ body }) {
  needDestination(body);
  return { success: true, message: 'Test notification sent.' };
}

export function create({ world, body }) {
  needDestination(body);
  const id = world.nextId();
  const date = iso(world.now());
  const row = {
    id,
    channel: body.channel,
    profileId: body.profileId ?? null,
    eventTypes: body.eventTypes,
    onlyScheduledPosts: body.onlyScheduledPosts ?? false,
    enabled: body.enabled ?? true,
    ...(body.webhook && { webhook: { url: body.webhook.url, secret: `whsec_${id}` } }),
    ...(body.email && { email: body.email }),
    lastTestAt: null,
    lastTestStatus: null,
    createdAt: date,
    updatedAt: date,
  };
  world.notifications.set(id, row);
  return { success: true, notification: row };
}

export function list({ world }) {
  return { success: true, notifications: [...world.notifications.values()].map(show) };
}

export function get({ world, params }) {
  return { success: true, notification: show(find(world, params.id)) };
}

export function update({ world, params, body }) {
  const row = find(world, params.id);
  Object.assign(row, pick(body, ['profileId', 'eventTypes', 'onlyScheduledPosts', 'enabled', 'email']), {
    updatedAt: iso(world.now()),
  });
  if (body.webhook) row.webhook = { secret: `whsec_${row.id}`, ...row.webhook, url: body.webhook.url };
  return { success: true, notification: show(row) };
}

export function remove({ world, params }) {
  find(world, params.id);
  world.notifications.delete(params.id);
  return { success: true, message: 'Notification deleted.' };
}
