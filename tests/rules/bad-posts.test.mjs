// The 22 bad posts that today's tools were compared on. The best tool caught 9, because 13 break rules that exist only
// as prose. All are refused here, each for the right reason, and each is valid once that one mistake is fixed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validatePost } from '../../pkg/validate.js';

const NOW = Date.UTC(2026, 10, 22);
const target = (platform, platformSpecificData, rest) => ({
  platform,
  accountId: 'a',
  ...(platformSpecificData && { platformSpecificData }),
  ...rest,
});
const post = (to, rest) => ({ content: 'Hello', platforms: [to], publishNow: true, ...rest });
const image = { type: 'image', url: 'https://cdn.example.com/a.jpg' };
const video = { type: 'video', url: 'https://cdn.example.com/a.mp4' };
const later = { publishNow: undefined, scheduledFor: '2026-12-24T18:00:00Z' };
const event = {
  topicType: 'EVENT',
  eventTitle: 'Fair',
  eventStartDate: '2026-12-24',
  eventStartTime: '18:00',
  eventEndDate: '2026-12-24',
  eventEndTime: '20:00',
};
const { eventTitle, ...untitled } = event;
const mention = urn => ({ mentions: [{ text: 'Acme', urn }] });
const poll = options => ({ poll: { options, durationMinutes: 60 } });
const acme = { content: 'With Acme' };

/** The mistake, the code and path of its issue, the bad post, and the corrected post. */
const CASES = [
  ['an unknown field', 'unknown_key', 'title', post(target('twitter'), { title: 'x' }), post(target('twitter'))],
  [
    'an unknown option',
    'renamed_key',
    'platforms.0.platformSpecificData.privacyStatus',
    post(target('youtube', { privacyStatus: 'public' }), { mediaItems: [video] }),
    post(target('youtube', { visibility: 'public' }), { mediaItems: [video] }),
  ],
  ['an unknown platform', 'unknown_platform', 'platforms.0.platform', post(target('reddit')), post(target('twitter'))],
  [
    'a pin without board',
    'required',
    'platforms.0.platformSpecificData.boardId',
    post(target('pinterest', { title: 'x' }), { mediaItems: [image] }),
    post(target('pinterest', { title: 'x', boardId: '1' }), { mediaItems: [image] }),
  ],
  ['no targets', 'too_few_items', 'platforms', { ...post(), platforms: [] }, post(target('twitter'))],
  [
    'a poll with one answer',
    'too_few_items',
    'platforms.0.platformSpecificData.poll.options',
    post(target('twitter', poll(['yes']))),
    post(target('twitter', poll(['yes', 'no']))),
  ],
  [
    'a time without offset',
    'format.date_time',
    'scheduledFor',
    post(target('twitter'), { ...later, scheduledFor: '2026-12-24T18:00:00' }),
    post(target('twitter'), later),
  ],
  [
    'a collaborator twice',
    'duplicate_items',
    'platforms.0.platformSpecificData.collaborators',
    post(target('instagram', { collaborators: ['a', 'a'] }), { mediaItems: [image] }),
    post(target('instagram', { collaborators: ['a', 'b'] }), { mediaItems: [image] }),
  ],
  [
    'a person mentioned',
    'pattern.linkedin_organization',
    'platforms.0.platformSpecificData.mentions.0.urn',
    post(target('linkedin', mention('urn:li:person:1')), acme),
    post(target('linkedin', mention('urn:li:organization:1')), acme),
  ],
  [
    'neither now nor later',
    'post.publish_now.missing',
    'publishNow',
    post(target('twitter'), { publishNow: undefined }),
    post(target('twitter')),
  ],
  [
    'both now and later',
    'post.publish_now.conflict',
    'publishNow',
    post(target('twitter'), { ...later, publishNow: true }),
    post(target('twitter'), later),
  ],
  [
    'a past time',
    'post.scheduled_for.past',
    'scheduledFor',
    post(target('twitter'), { ...later, scheduledFor: '2020-01-01T00:00:00Z' }),
    post(target('twitter'), later),
  ],
  [
    'an unknown time zone',
    'post.timezone.unknown',
    'timezone',
    post(target('twitter'), { ...later, timezone: 'Mars/Base' }),
    post(target('twitter'), { ...later, timezone: 'UTC' }),
  ],
  [
    '281 characters on X',
    'twitter.text.too_long',
    'content',
    post(target('twitter'), { content: 'a'.repeat(281) }),
    post(target('twitter'), { content: 'a'.repeat(280) }),
  ],
  [
    'Instagram without media',
    'instagram.media.missing',
    'mediaItems',
    post(target('instagram')),
    post(target('instagram'), { mediaItems: [image] }),
  ],
  [
    'YouTube without media',
    'youtube.media.missing',
    'mediaItems',
    post(target('youtube')),
    post(target('youtube'), { mediaItems: [video] }),
  ],
  [
    'a poll with an image',
    'twitter.poll.conflict',
    'platforms.0.platformSpecificData.poll',
    post(target('twitter', poll(['yes', 'no'])), { mediaItems: [image] }),
    post(target('twitter', poll(['yes', 'no']))),
  ],
  [
    'an event without title',
    'googlebusiness.event_title.missing',
    'platforms.0.platformSpecificData.eventTitle',
    post(target('googlebusiness', untitled)),
    post(target('googlebusiness', { ...untitled, eventTitle })),
  ],
  [
    'a mention missing from the text',
    'linkedin.mentions.out_of_range',
    'platforms.0.platformSpecificData.mentions.0.text',
    post(target('linkedin', mention('urn:li:organization:1'))),
    post(target('linkedin', mention('urn:li:organization:1')), acme),
  ],
  [
    'too many characters of tags',
    'youtube.tags.too_long',
    'platforms.0.platformSpecificData.tags',
    post(target('youtube', { tags: ['a'.repeat(501)] }), { mediaItems: [video] }),
    post(target('youtube', { tags: ['a'.repeat(500)] }), { mediaItems: [video] }),
  ],
  [
    'a javascript: address',
    'post.media.not_web',
    'mediaItems.0.url',
    post(target('twitter'), { mediaItems: [{ type: 'image', url: 'javascript:alert(1)' }] }),
    post(target('twitter'), { mediaItems: [image] }),
  ],
  [
    'a file: address',
    'post.media.not_web',
    'mediaItems.0.url',
    post(target('twitter'), { mediaItems: [{ type: 'image', url: 'file:///etc/passwd' }] }),
    post(target('twitter'), { mediaItems: [image] }),
  ],
];

test('there are 22', () => assert.equal(CASES.length, 22));

for (const [what, code, path, bad, good] of CASES) {
  test(`refused: ${what}`, () => {
    const { valid, issues } = validatePost(bad, { now: NOW });
    assert.equal(valid, false);
    const errors = issues
      .filter(issue => issue.severity === 'error')
      .map(issue => `${issue.code} at ${issue.path.join('.')}`);
    assert.deepEqual(errors, [`${code} at ${path}`]);
    assert.equal(validatePost(good, { now: NOW }).valid, true);
  });
}
