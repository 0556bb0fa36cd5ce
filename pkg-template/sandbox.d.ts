import type {
  Integration,
  MediaItem,
  Operations,
  Platform,
  PostMediaItem,
  StoredPost,
  TikTokCreatorInfo,
} from './types.js';

/**
 * PostPeer in memory, behind a `fetch` function: for tests, demos, and working without a key.
 *
 * ```js
 * import PostPeer from 'postpeer-wasm';
 * import { createSandbox } from 'postpeer-wasm/sandbox';
 *
 * const sandbox = createSandbox();
 * const client = new PostPeer({ apiKey: 'any-key', fetch: sandbox.fetch });
 * ```
 */
export function createSandbox(options?: SandboxOptions): Sandbox;

/** A platform that PostPeer publishes to. */
export type SandboxPlatform = Platform;

/** Status of a post or of one of its targets. */
export type SandboxStatus = StoredPost['status'];

export interface SandboxOptions {
  /** The one key that is accepted. Without it every key is accepted, but not a missing one. */
  apiKey?: string;
  /**
   * Address of PostPeer, as in `baseURL` of the client, path included. Requests elsewhere fail like an unknown host;
   * loopback is always taken, with the path or without. Default `https://api.postpeer.dev`.
   */
  baseURL?: string;
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  now?: () => number | Date;
  /**
   * Duration of publishing in milliseconds, for all platforms or by platform. Default 0: the response to a post
   * already has its links.
   */
  publishDelay?: number | Partial<Record<SandboxPlatform, number>>;
  /** Credits at the start. Default 1000. */
  credits?: number;
  /** Accounts besides those that every sandbox has. */
  integrations?: SandboxAccount[];
  /** TikTok's settings of creators, by account id. Omitted ones are those of `tt_321`. */
  creators?: Record<string, Partial<SandboxCreator>>;
  /**
   * Address that files are uploaded to and served from, and that leads to this sandbox's `fetch`, such as a path of the
   * server that it runs in. Default: `https://uploads.postpeer.example` and `https://assets.postpeer.example`, which
   * only `fetch` itself knows.
   */
  storage?: string;
  /** The longest request body, in bytes; a file may be longer. Default 1 MiB. */
  bodyLimit?: number;
  /** Bounds on what the sandbox keeps, for a server that gives sandboxes to strangers. Default: everything is kept. */
  limits?: SandboxLimits;
}

/**
 * Bounds on the memory of one sandbox. Each is a whole number from 0, or `Infinity`, which is the default. What is kept
 * in the end is a small multiple of `requestBytes`, `changeBytes` and `fileBytes` together: bodies are kept as objects.
 */
export interface SandboxLimits {
  /** The most entries of `requests`. The oldest are dropped first, also from the list that you hold. */
  requests?: number;
  /** The most bytes of `requests`: addresses, headers and bodies. The oldest are dropped first. */
  requestBytes?: number;
  /**
   * The most calls that leave something behind: all but GET, and the GETs that open an OAuth link, start a thread of
   * comments or cost a credit. Further ones are answered with 403 and change nothing.
   */
  changes?: number;
  /** The most bytes of those calls, addresses and bodies together. Past it they are answered with 403. */
  changeBytes?: number;
  /**
   * The most bytes of uploaded files that are kept to be served again. A file beyond that is taken and its size is
   * known, but its public address answers 404. With 0 no file is held in memory, not even while it comes in.
   */
  fileBytes?: number;
}

/** An account to connect. What is left out is made up where the API always has it, else null. */
export interface SandboxAccount extends Partial<
  Pick<
    Integration,
    | 'platformUserId'
    | 'username'
    | 'displayName'
    | 'profileUrl'
    | 'imageUrl'
    | 'profileId'
    | 'appId'
    | 'authFailureReason'
  >
> {
  /** The `accountId` of posts. Default: one in the form of PostPeer's own. */
  id?: string;
  platform: SandboxPlatform;
}

/** A connected account, as `connect.integrations.list` shows it. */
export interface SandboxIntegration extends Integration {}

/** TikTok's settings of a creator: the `data` of `tiktok.getCreatorInfo`. Posts to the account are held to it. */
export interface SandboxCreator extends TikTokCreatorInfo {}

/**
 * A post as `posts.get` shows it at this moment of the sandbox's clock. Attachments may be documents, which the schema
 * lacks.
 */
export interface SandboxPost extends Omit<StoredPost, 'mediaItems'> {
  mediaItems: (Omit<PostMediaItem, 'type'> & Pick<MediaItem, 'type'>)[];
}

/** One request that arrived. */
export interface SandboxRequest {
  /** By the sandbox's clock. */
  at: number;
  /** The operation, or null if none has this method and path. */
  operation: SandboxOperation | null;
  method: string;
  url: string;
  /** All headers; the value of `x-access-key` is `[redacted]`. */
  headers: Record<string, string>;
  /** State of the access key. */
  key: 'absent' | 'wrong' | 'valid';
  /**
   * The parsed JSON, else the text; `{ bytes }` for a file. Undefined without a body, and for one longer than
   * `bodyLimit`.
   */
  body: unknown;
  /** The failure that struck, if one did. That of a target strikes later, when the post is published. */
  failure: Exclude<SandboxFailure, 'target'> | null;
  /** True if PostPeer acted on it, even if the caller saw a failure. */
  processed: boolean;
  /** The status that was answered, or null where nothing was. */
  status: number | null;
  /** The request came from following a redirect to another place. */
  redirected?: true;
}

/** Name of a request: `posts.create` and so on; `upload` for the bytes of a file, `download` for its public address. */
export type SandboxOperation = keyof Operations | 'upload' | 'download';

/** A way to fail: see `fail`. */
export type SandboxFailure =
  | 'drop-before'
  | 'drop-after'
  | 'hang'
  | 'rate-limit'
  | 'server-error'
  | 'expired'
  | 'html'
  | 'empty'
  | 'redirect'
  | 'truncated'
  | 'oversized'
  | 'slow'
  | 'target';

/** Requests that fail, and when. An unknown operation or an invalid number throws a TypeError. */
export interface FailureSettings {
  /**
   * Only this operation (`posts.create`; `upload` and `download` for the storage). Default: the next request,
   * whichever it is.
   */
  operation?: SandboxOperation;
  /** Number of failures. Default 1; 0 is never, `Infinity` until `heal`. */
  times?: number;
  /** Number of matching requests that succeed first. Default 0. */
  after?: number;
  /**
   * True if PostPeer acts before it fails. Default: true for `drop-after`, `truncated`, `oversized`, `empty` and
   * `slow`, false for all others.
   */
  processed?: boolean;
}

export interface Sandbox {
  /** Takes what `fetch` takes, hears an AbortSignal as `fetch` does, needs no `this`. */
  fetch: typeof globalThis.fetch;
  /** Every request so far, oldest first; with `limits` the newest of them. */
  readonly requests: SandboxRequest[];
  /** Every post, as `posts.get` would show it now. */
  readonly posts: SandboxPost[];
  /** Every connected account. */
  readonly integrations: SandboxIntegration[];
  /** Credits that are left. Set it to 0 to see 402. */
  credits: number;
  /** The operations that the sandbox answers. */
  readonly operations: readonly { name: keyof Operations; method: string; path: string; auth: boolean }[];

  /**
   * Lets something fail, once unless `times` says otherwise; what was asked for first happens first. Each call gives a
   * function that takes back what has not happened yet of it, as `heal` does of all.
   *
   * The connection is lost before PostPeer acts, or after: the caller cannot tell which.
   */
  fail(mode: 'drop-before' | 'drop-after', settings?: FailureSettings): () => void;
  /** No answer until the caller gives up. */
  fail(mode: 'hang', settings?: FailureSettings): () => void;
  /** 429, with `Retry-After` where given: seconds or an HTTP date. */
  fail(mode: 'rate-limit', settings?: FailureSettings & { retryAfter?: number | string }): () => void;
  /** 500 or another status, with PostPeer's error body. */
  fail(mode: 'server-error', settings?: FailureSettings & { status?: number; message?: string }): () => void;
  /** The address to upload to has expired: 403 from the storage, at the next PUT. */
  fail(mode: 'expired', settings?: FailureSettings): () => void;
  /** A gateway's HTML page instead of JSON. Default status 502. */
  fail(mode: 'html', settings?: FailureSettings & { status?: number; body?: string }): () => void;
  /** The right status and no body. */
  fail(mode: 'empty', settings?: FailureSettings & { status?: number }): () => void;
  /** A redirect to another origin. Default 307. */
  fail(mode: 'redirect', settings?: FailureSettings & { to?: string; status?: number }): () => void;
  /** Half of the body, then the connection is lost; with `clean` the body ends there as if it were whole. */
  fail(mode: 'truncated', settings?: FailureSettings & { clean?: boolean }): () => void;
  /** A body of so many bytes more. Default 32 MiB. */
  fail(mode: 'oversized', settings?: FailureSettings & { bytes?: number }): () => void;
  /** Waits before the headers, and before the second half of the body; in milliseconds. Default 1000 and 0. */
  fail(mode: 'slow', settings?: FailureSettings & { delay?: number; bodyDelay?: number }): () => void;
  /** A platform refuses its part of the next post: the post is accepted, that target fails once publishing ends. */
  fail(
    mode: 'target',
    settings?: { platform?: SandboxPlatform; accountId?: string; error?: string; times?: number },
  ): () => void;
  /** Any of these, with what they have in common; `target` heeds only `times`. */
  fail(mode: SandboxFailure, settings?: FailureSettings): () => void;
  /** Takes back every failure that has not happened yet. */
  heal(): void;

  /** Moves the clock forward. */
  advance(milliseconds: number): void;
  /** Connects an account without OAuth. */
  connect(account: SandboxAccount): SandboxIntegration;
  /**
   * Plays the person on the consent page: takes the URL of `connect.getOAuthUrl`, connects, and gives the URL where
   * the browser lands.
   */
  authorize(url: string, settings?: { cancel?: boolean }): string | null;
}
