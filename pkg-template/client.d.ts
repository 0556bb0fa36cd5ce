// The client and its errors. Entries re-export this module; it is not an entry.
import type { Issue } from './validate.js';
import type { MediaFacts } from './media.js';
import type { MediaItem, Operations, Platform, Post, Resources, StoredPost } from './types.js';

/** The effect of a request, as far as it can be known. */
export type Outcome =
  /** Nothing was sent. */
  | 'not_sent'
  /** PostPeer refused the request, and did nothing. */
  | 'rejected'
  /** PostPeer accepted the request. */
  | 'accepted'
  /** The request was sent, but no response settles its effect. Check before you send it again. */
  | 'unknown';

/** The argument of `onRequest`. It never holds the key. */
export interface RequestNote {
  /** The operation, such as `posts.create`; `media.uploadFile` for the bytes of a file. */
  operation: keyof Operations | 'media.uploadFile';
  method: string;
  url: string;
  /** The number of the attempt, from 1. Only safe calls are retried. */
  attempt: number;
  /** A copy of the headers, without the key. */
  headers: Headers;
}

/** The argument of `onResponse`. It never holds the key. */
export interface ResponseNote extends RequestNote {
  status: number;
  /** Milliseconds until the headers arrived. */
  ms: number;
}

/** The methods of `console` that are used. */
export interface Logger {
  debug?(message: string, details: object): void;
  warn?(message: string, details: object): void;
  error?(message: string, details: object): void;
}

export interface ClientOptions {
  /**
   * The access key; `null` if a relay has it.
   * @default the environment variable `POSTPEER_API_KEY`
   */
  apiKey?: string | null;
  /**
   * The URL of PostPeer or of a relay: https, or http on this machine. In a browser it may be the path of a relay on
   * the page's own origin, such as `/api/postpeer`, without a key.
   * @default 'https://api.postpeer.dev'
   */
  baseURL?: string;
  /** Milliseconds for a whole call: headers, body, delays and further attempts. @default 60000 */
  timeout?: number;
  /**
   * Further attempts of calls that are safe to repeat: GET, PUT and DELETE, from 0 to 10. POST and PATCH are sent once,
   * and so is `analytics.get`, which costs credits.
   * @default 2
   */
  maxRetries?: number;
  /** Headers of every call. The key and the headers of HTTP itself are refused. */
  defaultHeaders?: HeadersInit | Record<string, string | null | undefined>;
  /** The function that sends, called with one `Request`. @default globalThis.fetch, read at each call */
  fetch?: (request: Request) => Promise<Response>;
  /**
   * The check of a post before `posts.create` and `posts.scheduled.edit` send it.
   *
   * - `strict` applies every rule, and refuses deprecated names with a hint.
   * - `lenient` applies every rule, and rewrites deprecated names.
   * - `off` sends the value unchecked.
   * - A function replaces the rules. It may call `validatePost` with what your app knows of creators and files. Nothing
   *   is sent if it finds an error; its `value` is sent if it returns one. Its second argument is `{ edit: true }` for
   *   an edit. The official schema still applies.
   *
   * Unless it is `off`, the time of `posts.scheduled.reschedule` is checked like that of an edit.
   * @default 'strict'
   */
  validate?:
    | 'strict'
    | 'lenient'
    | 'off'
    | ((
        post: unknown,
        options?: { edit?: boolean },
      ) => { valid: boolean; issues: Issue[]; truncated?: number; value?: unknown });
  /** Allows a key in a browser, where everyone who opens the page can read it. @default false */
  dangerouslyAllowBrowser?: boolean;
  /** Called before each attempt is sent. Errors that it throws or rejects with are ignored. */
  onRequest?(note: RequestNote): void;
  /** Called when the headers of a response arrive. Errors that it throws or rejects with are ignored. */
  onResponse?(note: ResponseNote): void;
  /** Logs requests and responses (`debug`) and failures (`warn`), such as `console`. It never gets the key. */
  logger?: Logger;
}

/** The options of every call. */
export interface CallOptions {
  /** Ends the call with `APIUserAbortError`. Its `outcome` tells if PostPeer may have acted. */
  signal?: AbortSignal | null;
  /** Milliseconds for the whole call, instead of the client's. */
  timeout?: number;
  /** Further attempts of this call if it is safe to repeat, instead of the client's. */
  maxRetries?: number;
  /** Headers of this call. `null` removes a header of the client. */
  headers?: HeadersInit | Record<string, string | null | undefined>;
}

type Name = keyof Operations;
type Part<Op extends Name, Key extends string> = Operations[Op] extends { [key in Key]: infer Value }
  ? { [key in Key]: Value }
  : Operations[Op] extends { [key in Key]?: infer Value }
    ? { [key in Key]?: Value }
    : unknown;

/** The options of `posts.create`. */
interface CreateOptions {
  /**
   * If the outcome is unknown, searches for the post before the call settles, as `posts.reconcile` does. If it is
   * found, the call is accepted. Otherwise the error has `reconciled`. The post is sent once in either case. An invalid
   * `timeout` throws before the post is sent.
   */
  settle?: boolean | Pick<ReconcileOptions, 'timeout'>;
}

/** The parameters of a call. */
export type Params<Op extends Name> = Part<Op, 'path'> &
  Part<Op, 'query'> &
  Part<Op, 'body'> &
  CallOptions &
  (Op extends 'posts.create' ? CreateOptions : unknown);

/** The result of a call. */
export interface Result<Data> {
  /** The body of PostPeer's response. */
  data: Data;
  /** The request that was sent, without the key. */
  request: Request;
  /** The response; its body has been read. If `fetch` returned another class, this is a `Response` made from it. */
  response: Response;
  outcome: 'accepted';
}

/** The state of one target of a post. */
export interface TargetResult {
  platform: Platform;
  /** The account, if it is certain. PostPeer's response names none. */
  accountId?: string;
  /** `pending`: accepted, not finished. `failed`: it will not be published unless it is sent again. */
  state: 'published' | 'failed' | 'pending' | 'scheduled';
  url?: string;
  error?: string;
  warning?: string;
}

/** The result of `posts.create`. PostPeer may accept a post although some of its targets failed: see `targets`. */
export interface CreateResult extends Result<Operations['posts.create']['response']> {
  targets: TargetResult[];
  /** Warnings of the validator, at most 1,000. */
  issues: Issue[];
  /** The number of omitted warnings. */
  truncated: number;
  /** The post that was sent, and the time. */
  receipt: Receipt;
  /** With `settle`, if the response was lost and the post was found. `data` is then made from the stored post. */
  reconciled?: Extract<Reconciliation, { status: 'found' }>;
}

/** The post that was sent, and the time. Plain data without the key, which can be stored as JSON. */
export interface Receipt {
  /** The time by this machine's clock, ISO 8601. */
  sentAt: string;
  /** The post as it was sent. */
  body: Post;
  /** The id, if an invalid response named one. `posts.reconcile` then searches for it. */
  postId?: string;
}

export interface ReconcileOptions {
  /**
   * Milliseconds for the whole search, with increasing pauses. 0 searches once, for at most 5 seconds. If the list
   * could not be read in that time, the result is `ambiguous`. A post can take minutes to appear, so `absent` is only
   * as reliable as the search is long.
   * @default 10000
   */
  timeout?: number;
  signal?: AbortSignal | null;
  headers?: CallOptions['headers'];
  maxRetries?: number;
}

interface Search {
  /** The duration of the search, in milliseconds. */
  lookedFor: number;
  /** Milliseconds from the sending of the post to the end of the search. */
  sinceSent: number;
}

/** The result of a search for a post whose outcome was unknown. */
export type Reconciliation =
  /** Found: text, media, time and accounts are those of the receipt, and it was created just after. */
  | (Search & { status: 'found'; post: StoredPost })
  /** Every post since then was read, and none can be it. A list that a relay truncated is never `absent`. */
  | (Search & { status: 'absent' })
  /** Several posts match, or some may match, or the list could not be read (`error`). */
  | (Search & { status: 'ambiguous'; candidates: StoredPost[]; error?: unknown });

export interface WaitOptions {
  /** The longest wait, in milliseconds. @default 300000 */
  timeout?: number;
  signal?: AbortSignal | null;
  headers?: CallOptions['headers'];
  maxRetries?: number;
  /** Called with the post at first, and whenever it changes. Errors that it throws or rejects with are ignored. */
  onUpdate?(post: StoredPost): void;
}

/** The helpers of `posts`. */
export interface PostHelpers {
  /**
   * Reads a post, with increasing pauses, until it is final: `published`, `failed`, `partial`, or `draft` if it was
   * unscheduled. Rejects with `APIConnectionTimeoutError` after `timeout`.
   */
  wait(postId: string, options?: WaitOptions): Promise<StoredPost>;
  /**
   * Searches for a post whose outcome is unknown. Takes `error.receipt`, or a copy of it from JSON. Nothing is sent
   * again.
   *
   * ```js
   * const { status, lookedFor } = await client.posts.reconcile(error.receipt, { timeout: 180_000 });
   * ```
   */
  reconcile(receipt: Receipt, options?: ReconcileOptions): Promise<Reconciliation>;
  /**
   * Returns the post for the targets that definitely failed: a body for `posts.create`, or `undefined` if there are
   * none.
   *
   * It omits targets that are published, pending or scheduled, and targets whose account is not certain. It also omits
   * failures by a timeout or a lost connection of the platform, which may still publish the post. If the time of the
   * post has passed, the body publishes it now. The time of a stored post is that of its last rescheduling.
   *
   * Throws if a stored post was edited: it has other texts, targets or files than were sent. PostPeer does not show if
   * a target has another account of the same platform now.
   *
   * ```js
   * const body = client.posts.retryFailed(result);
   * if (body) await client.posts.create({ body });
   * ```
   */
  retryFailed(result: Pick<CreateResult, 'targets' | 'receipt'> | StoredPost): Post | undefined;
}

type ResultOf<Op extends Name> = Op extends 'posts.create' ? CreateResult : Result<Operations[Op]['response']>;

/** The method of an operation. The argument is optional if no parameter is required. */
export type Method<Op extends Name> =
  Record<never, never> extends Params<Op>
    ? (params?: Params<Op>) => Promise<ResultOf<Op>>
    : (params: Params<Op>) => Promise<ResultOf<Op>>;

/** The progress of an upload. */
export interface UploadProgress {
  /** Bytes that were passed to the connection. It never decreases, also if the file is sent again. */
  loaded: number;
  /** The size of the file, in bytes. */
  total: number;
}

/**
 * The options of an upload. An attempt of the PUT fails if no byte moves for `timeout` milliseconds; the whole file may
 * take longer. `maxRetries` limits the further attempts. `signal` ends the whole upload, so `AbortSignal.timeout(ms)`
 * limits its time. `headers` go to PostPeer, never to the storage.
 */
export interface UploadOptions extends CallOptions {
  /** The name, required if the source has none. @default file.name */
  name?: string;
  /**
   * The MIME type. Parameters are removed.
   * @default that of `facts`, else file.type, or the type that the prober found if that is another kind of media
   */
  type?: string;
  /**
   * The facts of the file: the result of `probeMedia`, or `probeMedia` itself, which is called first. Their type is the
   * one announced to PostPeer. If it rejects because the file is not media (`media.empty`, or `media.unrecognised`
   * without a `type`), the upload rejects, and nothing is sent. After any other error the upload continues without
   * facts, and the result has `factsError`. Your own function can stop the upload with a {@link PostPeerError} or an
   * `AbortError`.
   */
  facts?: MediaFacts | ((file: UploadSource) => MediaFacts | Promise<MediaFacts>);
  /** Called while bytes are sent. Errors that it throws or rejects with are ignored. */
  onProgress?(progress: UploadProgress): void;
}

/** A file to upload. A `File`, or a `Blob` of `fs.openAsBlob`, is read in chunks. */
export type UploadSource = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

export interface UploadResult {
  /** The URL of the uploaded file. */
  publicUrl: string;
  /** The item for `mediaItems` of a post. */
  mediaItem: MediaItem;
  /** The facts of the file, for `validatePost(post, { media: { [publicUrl]: facts } })`. */
  facts?: MediaFacts;
  /** The error of the function `facts`, if it failed. */
  factsError?: unknown;
}

export interface Uploads {
  /**
   * Uploads a file to the storage of PostPeer. PostPeer returns an address, and the bytes go there without the key,
   * with no header but type and length. The PUT is retryable: the same bytes at the same address change nothing. The
   * `outcome` of an error is about the file; an upload never posts anything.
   *
   * If PostPeer returns no address, the error has its reason, and no byte of the file is sent.
   *
   * Rejects with a {@link ValidationError}, before anything is sent, for an empty file, a file above 5 GiB (the limit
   * of Amazon S3 for one PUT), a file without a name, and a type that is neither image nor video. `validate: 'off'`
   * skips these checks.
   *
   * ```js
   * const { mediaItem, facts } = await client.media.uploadFile(input.files[0], {
   *   facts: probeMedia,
   *   onProgress: ({ loaded, total }) => (bar.value = loaded / total),
   * });
   * ```
   */
  readonly uploadFile: (file: UploadSource, options?: UploadOptions) => Promise<UploadResult>;
}

type Listed = { [Op in Name]: Operations[Op] extends { item: unknown } ? Op : never }[Name];

/**
 * Yields every row of a list once, and reads a page when it is needed. `query` may set the start and the size of a page
 * (`limit`). `signal` and the other options apply to each call.
 *
 * Rows may be deleted meanwhile: if the total decreased, the iteration goes back by the difference. A deletion and a
 * creation between two pages cancel out, and a cursor has no total, so such changes are not seen.
 *
 * Returns `false` if the list may be incomplete: the server repeated itself or returned fewer rows than its total, or a
 * relay truncated the list (`truncated: true`). `analytics.iterate` with a `postId` yields that one post.
 *
 * ```js
 * for await (const post of client.posts.iterate({ query: { status: 'failed' } })) console.log(post.postId);
 * ```
 */
export type Iterate<Op extends Listed> =
  Record<never, never> extends Params<Op>
    ? (params?: Params<Op>) => AsyncGenerator<Operations[Op]['item'], boolean, undefined>
    : (params: Params<Op>) => AsyncGenerator<Operations[Op]['item'], boolean, undefined>;

/**
 * A client of PostPeer. It sends a post once, and reports its outcome.
 *
 * ```js
 * const client = new PostPeer(); // POSTPEER_API_KEY
 * const { data, targets } = await client.posts.create({ body: post });
 * ```
 */
export interface PostPeer extends Resources {
  readonly media: Resources['media'] & Uploads;
  readonly posts: Resources['posts'] & PostHelpers;
}
export class PostPeer {
  static readonly DEFAULT_TIMEOUT: 60000;
  static readonly DEFAULT_MAX_RETRIES: 2;
  /** Throws a {@link PostPeerError} for invalid and unknown options: a misspelt `baseURL` would send to production. */
  constructor(options?: ClientOptions);
  readonly baseURL: string;
  readonly timeout: number;
  readonly maxRetries: number;
  /** Returns another client with these options, some of them replaced. */
  withOptions(options: ClientOptions): PostPeer;
  /** Returns the request that a call would send, without the key, and without sending it. */
  buildRequest<Op extends Name>(name: Op, ...params: Parameters<Method<Op>>): Request;
}
export default PostPeer;

interface ErrorDetails {
  cause?: unknown;
  outcome?: Exclude<Outcome, 'accepted'>;
}

/** The base class of all errors of this package. */
export class PostPeerError extends Error {
  constructor(message: string, options?: ErrorDetails);
  /** The effect of the request. `unknown` is not a failure: PostPeer may have acted. */
  readonly outcome: Exclude<Outcome, 'accepted'>;
  /** The argument for `posts.reconcile`, if the outcome of a `posts.create` is unknown. */
  readonly receipt?: Receipt;
  /** The id of the post, if the outcome of a `posts.create` is unknown and an invalid response named it. */
  readonly postId?: string;
  /** The result of the search, with `settle`. */
  readonly reconciled?: Exclude<Reconciliation, { status: 'found' }>;
}

/** The values are invalid. Nothing was sent. */
export class ValidationError extends PostPeerError {
  constructor(issues: Issue[], options?: ErrorDetails & { truncated?: number });
  /** At most 1,000 issues, errors first. */
  readonly issues: Issue[];
  /** The number of omitted issues. */
  readonly truncated: number;
}

interface APIErrorDetails extends ErrorDetails {
  code?: string;
  details?: unknown;
  headers?: Headers;
  requestId?: string;
}

/** PostPeer, or a server on the way, responded with an error status. */
export class APIError extends PostPeerError {
  constructor(status: number, message: string, options?: APIErrorDetails);
  readonly status: number;
  /** The machine-readable code of the response, if it has one. */
  readonly code?: string;
  /** The body of the response: parsed JSON, or the beginning of its text. */
  readonly details?: unknown;
  readonly headers: Headers;
  /** The header `x-request-id`, if the response has it. */
  readonly requestId?: string;
}

/** A class for each error status. */
export * from './error-statuses.js';

interface ConnectionErrorDetails extends ErrorDetails {
  status?: number;
  details?: unknown;
}

/** No readable response arrived. */
export class APIConnectionError extends PostPeerError {
  constructor(message?: string, options?: ConnectionErrorDetails);
  /** The status, if one arrived. */
  readonly status?: number;
  /** The body, if it was JSON of another shape than PostPeer documents. */
  readonly details?: unknown;
}

/** The deadline passed. */
export class APIConnectionTimeoutError extends APIConnectionError {
  constructor(options?: ConnectionErrorDetails & { message?: string });
}

/** Your signal was aborted; its reason is the `cause`. */
export class APIUserAbortError extends APIConnectionError {
  constructor(options?: ConnectionErrorDetails & { message?: string });
}
