// Compiled by tsc --strict against the built package; never run. Cases in which the types once said too little.
import PostPeer, { countText, resolvePost, ValidationError, validatePost } from 'postpeer-wasm';
import type {
  Count,
  CreateResult,
  Issue,
  IssueCode,
  MediaItem,
  Platform,
  Post,
  ResolvedDraft,
  ResolvedTarget,
  StoredPost,
  Validation,
  ValidateOptions,
} from 'postpeer-wasm';
import { probeMedia, type MediaFacts } from 'postpeer-wasm/media';
import { createRelay, type Relay } from 'postpeer-wasm/relay';
import {
  createSandbox,
  type FailureSettings,
  type SandboxFailure,
  type SandboxPlatform,
  type SandboxRequest,
} from 'postpeer-wasm/sandbox';

/** Exactly the same type: `any`, wider and narrower types do not match. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};
declare const post: Post;
declare const draft: unknown;
const client = new PostPeer({ apiKey: null, baseURL: '/api/postpeer' });

/** `valid` narrows a verdict, also after destructuring. */
export async function sendIfValid(): Promise<Issue[]> {
  const verdict: Validation = validatePost(draft);
  if (verdict.valid) {
    same<typeof verdict.value, Post>(true);
    await client.posts.create({ body: verdict.value });
  } else same<typeof verdict.value, undefined>(true);
  // @ts-expect-error an invalid post has no value
  await client.posts.create({ body: verdict.value });
  const { valid, value, issues } = validatePost(draft, { mode: 'lenient' });
  if (valid) await client.posts.create({ body: value });
  return issues;
}

/** Known codes complete, and any string is allowed. */
export function codes(issue: Issue): boolean {
  const known: IssueCode = 'twitter.text.too_long';
  // @ts-expect-error there is no such code
  const unknown: IssueCode = 'twitter.text.tooLong';
  const own: Issue = { severity: 'error', code: 'acme.no_swearing', path: ['content'], message: 'Not here.' };
  throw new ValidationError([own, { ...own, code: known ?? unknown }]);
  return issue.code === 'acme.no_swearing' || issue.code === 'too_long';
}
export const sentences: ValidateOptions[] = [
  {
    messages: {
      too_long: 'Too long.',
      '*.too_long': ({ limit }) => `At most ${limit}.`,
      'acme.no_swearing': 'Not here.',
    },
  },
  { messages: {} as Record<string, string> },
];
// @ts-expect-error a sentence is a text or a function
export const noSentence: ValidateOptions = { messages: { too_long: 5 } };

/** Missing facts may be passed on. */
export async function attach(file: File): Promise<Validation> {
  const { mediaItem, publicUrl, facts } = await client.media.uploadFile(file, { facts: probeMedia });
  same<typeof facts, MediaFacts | undefined>(true);
  const creator: { data: unknown } | undefined = undefined;
  return validatePost(
    { ...post, mediaItems: [mediaItem] },
    { media: { [publicUrl]: facts, 'https://x.example/': { bytes: 5 } }, creatorInfo: { tt_321: creator } },
  );
}

export function counts(platform: Platform | undefined): (number | undefined)[] {
  const one: Count = countText('x', 'twitter');
  const all: Record<Platform, Count> = countText('x');
  const either = countText('x', platform, { media: 'photo' });
  same<typeof either, Count | Record<Platform, Count>>(true);
  // @ts-expect-error there is no such platform
  countText('x', 'myspace');
  return [one.used, all.tiktok.used];
}

/** A draft as in forms: any strings as platforms, and missing fields. */
export function previews(): (string | undefined)[] {
  const form = { content: 'x', platforms: [{ platform: 'tiktok', platformSpecificData: { privacyStatus: 'public' } }] };
  const {
    targets: [first],
  } = resolvePost(form);
  same<typeof first, ResolvedDraft | undefined>(true);
  const {
    targets: [sure],
  } = resolvePost(post);
  same<typeof sure, ResolvedTarget | undefined>(true);
  const items: MediaItem[] | undefined = sure?.mediaItems;
  // @ts-expect-error a text is no draft
  resolvePost('x');
  return [first?.counts?.unit, sure?.counts.unit, items?.[0]?.url];
}

/** A found post is present. */
export const found = (result: CreateResult): StoredPost | undefined => result.reconciled?.post;

/** `env` is what the host passes, unless it is named. */
export const untyped: Relay = createRelay({ apiKey: (_request, env) => env.POSTPEER_API_KEY, allow: 'everything' });
export const typed: Relay<{ KEY: string }> = createRelay<{ KEY: string }>({
  allow: 'everything',
  apiKey: (_request, env) => {
    same<typeof env, { KEY: string }>(true);
    // @ts-expect-error there is no such binding
    env.KEYS;
    return env.KEY;
  },
});
export const handler: { fetch(request: Request, env: { KEY: string }): Promise<Response> } = {
  fetch: createRelay({ apiKey: (_request, env) => env.KEY, allow: 'everything' }),
};

export function failing(mode: SandboxFailure, settings: FailureSettings): SandboxRequest['failure'][] {
  const sandbox = createSandbox({ publishDelay: { tiktok: 1000 } });
  const takeBack: () => void = sandbox.fail(mode, settings);
  takeBack();
  sandbox.fail(mode);
  sandbox.fail('rate-limit', { retryAfter: 3, operation: 'posts.create' });
  sandbox.fail('target', { platform: 'tiktok', error: 'No.' });
  sandbox.fail('drop-before', { operation: 'upload' });
  // @ts-expect-error there is no such operation
  sandbox.fail('drop-before', { operation: 'posts.creat' });
  // @ts-expect-error there is no such failure
  sandbox.fail('fire');
  same<SandboxPlatform, Platform>(true);
  return sandbox.requests.map(({ failure }) => failure);
}
