// Comments under published posts, and direct messages.

import { byCursor, iso, refuse } from './answers.js';
import { findAccount } from './world.js';
import { showPost } from './posts.js';

/** The thread under a published post; the first look at it finds two comments and a reply. */
function threadOf(world, accountId, platformPostId) {
  const known = world.comments.get(platformPostId);
  if (known) return known;
  for (const post of world.posts.values()) {
    const index = showPost(world, post).platforms.findIndex(target => target.platformPostId === platformPostId);
    if (index < 0 || post.targets[index].accountId !== accountId) continue;
    const thread = [
      {
        id: `${platformPostId}_1`,
        text: 'Just what I was looking for.',
        author: 'Ada Reyes',
        likes: 3,
        hidden: false,
        parent: null,
      },
      {
        id: `${platformPostId}_2`,
        text: 'How long did this take?',
        author: 'kite.maker',
        likes: 0,
        hidden: false,
        parent: null,
      },
      {
        id: `${platformPostId}_3`,
        text: 'An afternoon!',
        author: 'Quick Tutorials',
        likes: 1,
        hidden: false,
        parent: `${platformPostId}_2`,
      },
    ].map(comment => ({ ...comment, at: world.now() }));
    world.comments.set(platformPostId, thread);
    return thread;
  }
  return refuse(404, 'Post not found');
}

const showReply = ({ id, text, author, at, likes }) => ({
  id,
  text,
  author: { id: `author_${author}`, name: author },
  timestamp: iso(at),
  likeCount: likes,
});

const showComment = (comment, thread) => ({
  ...showReply(comment),
  hidden: comment.hidden,
  replies: thread.filter(reply => reply.parent === comment.id).map(showReply),
});

export function listComments({ world, query }) {
  const { id } = findAccount(world, query.get('accountId'), query.get('platform'));
  const thread = threadOf(world, id, query.get('postId'));
  const { rows, nextCursor } = byCursor(
    thread.filter(comment => comment.parent === null),
    query,
    25,
  );
  return { success: true, comments: rows.map(comment => showComment(comment, thread)), nextCursor };
}

function findComment(world, id) {
  for (const thread of world.comments.values()) {
    const comment = thread.find(candidate => candidate.id === id);
    if (comment) return { thread, comment };
  }
  return refuse(404, 'Comment not found');
}

export function createComment({ world, body }) {
  const { platform, accountId, postId, commentId, text } = body;
  const integration = findAccount(world, accountId, platform);
  if (postId === undefined && commentId === undefined) refuse(400, 'postId or commentId is required');
  const thread =
    commentId === undefined ? threadOf(world, integration.id, postId) : findComment(world, commentId).thread;
  const id = `comment_${world.nextId()}`;
  thread.push({
    id,
    text,
    author: integration.displayName,
    likes: 0,
    hidden: false,
    parent: commentId ?? null,
    at: world.now(),
  });
  return { success: true, commentId: id };
}

export function deleteComment({ world, params, query }) {
  findAccount(world, query.get('accountId'), query.get('platform'));
  if (query.get('platform') === 'threads') refuse(400, 'Deleting comments is not supported on threads');
  const { thread, comment } = findComment(world, params.commentId);
  thread.splice(thread.indexOf(comment), 1);
  return { success: true };
}

export function hideComment({ world, params, body }) {
  const { platform, accountId, hidden } = body;
  findAccount(world, accountId, platform);
  if (platform !== 'instagram') refuse(400, `Hiding comments is not supported on ${platform}`);
  findComment(world, params.commentId).comment.hidden = Boolean(hidden);
  return { success: true };
}

const inbox = (world, query) => findAccount(world, query.get('accountId'), 'instagram');

const messagesOf = (world, { id, person, texts, sent = [] }) => [
  ...texts.map((text, index) => ({
    id: `${id}_${index}`,
    text,
    from: { id: person.id, name: person.name },
    timestamp: iso(world.born()),
  })),
  ...sent,
];

export function listConversations({ world, query }) {
  const self = inbox(world, query);
  const { rows, nextCursor } = byCursor(world.conversations, query, 20);
  return {
    success: true,
    selfId: self.platformUserId,
    selfUsername: self.username,
    conversations: rows.map(conversation => {
      const lastMessage = messagesOf(world, conversation).at(-1);
      return {
        id: conversation.id,
        participants: [conversation.person],
        lastMessage,
        updatedTime: lastMessage.timestamp,
      };
    }),
    nextCursor,
  };
}

export function listMessages({ world, params, query }) {
  inbox(world, query);
  const conversation =
    world.conversations.find(({ id }) => id === params.conversationId) ?? refuse(404, 'Conversation not found');
  const { rows, nextCursor } = byCursor(messagesOf(world, conversation), query, 25);
  return { success: true, messages: rows, nextCursor };
}

export function sendMessage({ world, body }) {
  const { accountId, recipientId, text } = body;
  const self = findAccount(world, accountId, 'instagram');
  const conversation =
    world.conversations.find(({ person }) => person.id === recipientId) ?? refuse(404, 'Recipient not found');
  const id = `message_${world.nextId()}`;
  conversation.sent ??= [];
  conversation.sent.push({
    id,
    text,
    from: { id: self.platformUserId, name: self.displayName },
    timestamp: iso(world.now()),
  });
  return { success: true, messageId: id };
}
