// The client and its errors. Entries re-export this; it is no entry itself.
import type { Issue } from './validate.js';
import type { MediaFacts } from './media.js';
import type { MediaItem, Operations, Platform, Post, Resources, StoredPost } from './types.js';

/** What the client did with a request, and what PostPeer did, as far as anyone can know. */
export type Outcome =
  /** Nothing left this process. */
  | 'not_sent'
  /** PostPeer said no, and did nothing. */
  | 'rejected'
  /** PostPeer said yes. */
  | 'accepted'
  /** It was sent, and no answer settles what became of it. Do not send it again before you have looked. */
  | 'unknown';

/** What a hook is told of a request. The key is never in it. What a hook throws, at once or later, is ignored. */
export interface RequestNote {
  /** Such as `posts.create`; `media.uploadFile` for the bytes of a file. */
  operation: keyof Operations | 'media.uploadFile';
  method: string;
  url: string;
  /** Counts from 1; only safe calls are tried again. */
  attempt: number;
  /** A copy, without the key. */
  headers: Headers;
}

/** What a hook is told of an answer. */
export interface ResponseNote extends RequestNote {
  status: number;
  /** Milliseconds until the headers were here. */
  ms: number;
}

/** As much of `console` as is used. */
export interface Logger {
  debug?(message: string, details: object): void;
  warn?(message: string, details: object): void;
  error?(message: string, details: object): void;
}

export interface ClientOptions {
  /** The access key; else `POSTPEER_API_KEY`, where there is an environment. `null` where a relay has the key. */
  apiKey?: string | null;
  /**
   * Where PostPeer is: https, or this machine. In a browser also the path of a relay on the page's own origin, such as
   * `/api/postpeer`, without a key.
   * @default 'https://api.postpeer.dev'
   */
  baseURL?: string;
  /** Milliseconds for everything a call does: headers, body, waiting and further attempts. @default 60000 */
  timeout?: number;
  /**
   * Further attempts of calls that are safe to repeat (GET, PUT, DELETE). POST and PATCH are sent once, and so is what
   * costs credits: `analytics.get`.
   * @default 2
   */
  maxRetries?: number;
  /** Headers of every call. The key and the headers of HTTP itself cannot be among them. */
  defaultHeaders?: HeadersInit | Record<string, string | null | undefined>;
  /** What sends. It is given one `Request`. @default globalThis.fetch, looked up at each call */
  fetch?: (request: Request) => Promise<Response>;
  /**
   * How posts are checked before they are sent, by `posts.create` and `posts.scheduled.edit`. `strict` and `lenient` hold
   * them to every rule; `strict` refuses old names with a hint, `lenient` rewrites them. `off` sends what it is given. A
   * function takes the place of the rules, such as one that calls `validatePost` with what your app knows of creators and
   * files, or with `{ rules: false }`: nothing is sent that it finds an error in, and its `value` is sent where it gives
   * one. Its second argument is `{ edit: true }` for an edit. The official schema holds all the same. Unless
   * `validate` is `off`, the time of `posts.scheduled.reschedule` is checked as that of an edit.
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
  /** A key in a browser can be read by everyone who opens the page. This says that you know. @default false */
  dangerouslyAllowBrowser?: boolean;
  /** Is told of every request just before it is sent, further attempts included. What it throws is ignored. */
  onRequest?(note: RequestNote): void;
  /** Is told of every answer once its headers are here. What it throws is ignored. */
  onResponse?(note: ResponseNote): void;
  /** Is told of requests and answers (`debug`) and of those that failed (`warn`), such as `console`. Never of the key. */
  logger?: Logger;
}

/** What every call takes besides its parameters. */
export interface CallOptions {
  /** Ends the call with `APIUserAbortError`. Whether PostPeer has acted by then, its `outcome` says. */
  signal?: AbortSignal | null;
  /** Milliseconds for all of this call, in place of the client's. */
  timeout?: number;
  /** Further attempts of this call, where it is safe to repeat, in place of the client's. */
  maxRetries?: number;
  /** Headers of this call. `null` takes one of the client's away. */
  headers?: HeadersInit | Record<string, string | null | undefined>;
}

type Name = keyof Operations;
type Part<Op extends Name, Key extends string> = Operations[Op] extends { [key in Key]: infer Value }
  ? { [key in Key]: Value }
  : Operations[Op] extends { [key in Key]?: infer Value }
    ? { [key in Key]?: Value }
    : unknown;

/** What `posts.create` takes besides its body. */
interface CreateOptions {
  /**
   * Where the outcome is unknown, looks for the post before the call settles, as `posts.reconcile` does. Found, the call
   * is accepted; otherwise its error says `reconciled`. The post is sent once all the same. A `timeout` that is none is
   * refused before that.
   */
  settle?: boolean | Pick<ReconcileOptions, 'timeout'>;
}

/** The parameters of a call. */
export type Params<Op extends Name> = Part<Op, 'path'> &
  Part<Op, 'query'> &
  Part<Op, 'body'> &
  CallOptions &
  (Op extends 'posts.create' ? CreateOptions : unknown);

/** What a call answers. */
export interface Result<Data> {
  /** What PostPeer answered. */
  data: Data;
  /** The request that was sent, without the key. */
  request: Request;
  /** The answer; its body has been read. One of a `fetch` with another class of answers is made into a Response. */
  response: Response;
  outcome: 'accepted';
}

/** Where one target of a post stands. */
export interface TargetResult {
  platform: Platform;
  /** The account, where it is certain which target of the post the answer speaks of. */
  accountId?: string;
  /** `pending`: accepted, and not finished. `failed`: it will not appear unless it is sent again. */
  state: 'published' | 'failed' | 'pending' | 'scheduled';
  url?: string;
  error?: string;
  warning?: string;
}

/** What `posts.create` answers. That PostPeer accepted a post does not mean that every target took it: see `targets`. */
export interface CreateResult extends Result<Operations['posts.create']['response']> {
  targets: TargetResult[];
  /** Warnings of the validator: up to 1,000. */
  issues: Issue[];
  /** The number of warnings that were left out. */
  truncated: number;
  /** What was sent, and when. */
  receipt: Receipt;
  /** With `settle`, where the answer was lost and the post was found: `data` is then made of the stored post. */
  reconciled?: Extract<Reconciliation, { status: 'found' }>;
}

/** What was sent, and when: plain data without the key, to be kept as JSON. */
export interface Receipt {
  /** By this machine's clock, ISO 8601. */
  sentAt: string;
  /** The post as it went out. */
  body: Post;
  /** Where the answer named the post, and did not settle the rest: `posts.reconcile` then looks for this one. */
  postId?: string;
}

export interface ReconcileOptions {
  /**
   * Milliseconds for the whole, however many pages the list has, with growing pauses; 0 looks once, for 5 seconds at
   * most. A list that could not be read in that time is `ambiguous`. A publish can take minutes to appear: `absent` is
   * worth as much as the time that was looked.
   * @default 10000
   */
  timeout?: number;
  signal?: AbortSignal | null;
  headers?: CallOptions['headers'];
  maxRetries?: number;
}

interface Looked {
  /** Milliseconds that were spent looking. */
  lookedFor: number;
  /** Milliseconds from the sending of the post to the end of the looking. */
  sinceSent: number;
}

/** Whether a post is there whose sending ended without an answer. */
export type Reconciliation =
  /** It is: text, media, time and accounts are those of the receipt, and it was created just after. */
  | (Looked & { status: 'found'; post: StoredPost })
  /** Every post since the sending was looked at, and none could be it. Never said of a list that a relay cut. */
  | (Looked & { status: 'absent' })
  /** It cannot be told: there are several, or posts that may be it, or the list could not be read (`error`). */
  | (Looked & { status: 'ambiguous'; candidates: StoredPost[]; error?: unknown });

export interface WaitOptions {
  /** Milliseconds to wait at most. @default 300000 */
  timeout?: number;
  signal?: AbortSignal | null;
  headers?: CallOptions['headers'];
  maxRetries?: number;
  /** Told of the post whenever it has changed, the first time included. What it throws is ignored. */
  onUpdate?(post: StoredPost): void;
}

/** What `posts` does besides the operations. */
export interface PostHelpers {
  /**
   * Looks at a post, with growing pauses, until nothing more will become of it: `published`, `failed`, `partial`, or
   * `draft` where it was taken off the schedule. Gives up with `APIConnectionTimeoutError`.
   */
  wait(postId: string, options?: WaitOptions): Promise<StoredPost>;
  /**
   * Whether a post is there after all, whose outcome was unknown: takes `error.receipt`, or a copy of it from JSON.
   * Nothing is sent again.
   *
   * ```js
   * const { status, lookedFor } = await client.posts.reconcile(error.receipt, { timeout: 180_000 });
   * ```
   */
  reconcile(receipt: Receipt, options?: ReconcileOptions): Promise<Reconciliation>;
  /**
   * The post again, for the targets that definitely failed: a body for `posts.create`, or `undefined` where there are
   * none. Never has a target that is published, pending or scheduled, whose account is not certain, or whose failure was
   * a timeout or a lost connection of the platform, which may have published it all the same. Where the time of the post
   * has passed, it is to be published now; a stored post's time is the one it was last rescheduled to.
   *
   * Throws where a stored post shows other texts, targets or files than were sent: it was edited. That another account of
   * the same platform took a target's place, PostPeer does not show.
   *
   * ```js
   * const body = client.posts.retryFailed(result);
   * if (body) await client.posts.create({ body });
   * ```
   */
  retryFailed(result: Pick<CreateResult, 'targets' | 'receipt'> | StoredPost): Post | undefined;
}

type Answer<Op extends Name> = Op extends 'posts.create' ? CreateResult : Result<Operations[Op]['response']>;

/** A call that can be made without parameters can be made without the argument. */
export type Method<Op extends Name> =
  Record<never, never> extends Params<Op>
    ? (params?: Params<Op>) => Promise<Answer<Op>>
    : (params: Params<Op>) => Promise<Answer<Op>>;

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes that have been handed to the connection. It never falls, also where the file is sent again. */
  loaded: number;
  /** Bytes of the file. */
  total: number;
}

/**
 * `timeout` is the time in which some byte must move, not that of the whole file: after so many milliseconds of standstill
 * the PUT is broken off and counts as lost. `maxRetries` is how often it is sent again. `signal` ends the whole, so
 * `AbortSignal.timeout(ms)` limits it. `headers` go to PostPeer, never to the storage.
 */
export interface UploadOptions extends CallOptions {
  /** The name, for what has none of its own. @default file.name */
  name?: string;
  /**
   * The MIME type, where the file does not know it. Parameters are left out.
   * @default that of `facts`, else file.type, or what the prober saw where that is another kind of media
   */
  type?: string;
  /**
   * What is in the file: what `probeMedia` found, or `probeMedia` itself, which is then asked first. The true type is the
   * one that is announced. If it rejects because the file is not media (`media.empty`, or `media.unrecognised` without a
   * `type`), so does the upload, and nothing is sent. If it fails otherwise, the upload goes on without facts, and the
   * result has `factsError`. A function of your own stops the upload with a {@link PostPeerError} or an `AbortError`.
   */
  facts?: MediaFacts | ((file: UploadSource) => MediaFacts | Promise<MediaFacts>);
  /** Is told of bytes as they leave. What it throws is ignored. */
  onProgress?(progress: UploadProgress): void;
}

/** What can be uploaded. A `File`, or a `Blob` of `fs.openAsBlob`, is read piece by piece. */
export type UploadSource = Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer>;

export interface UploadResult {
  /** Where the file now is. */
  publicUrl: string;
  /** What goes into `mediaItems` of a post. */
  mediaItem: MediaItem;
  /** The facts that were given or found: `validatePost(post, { media: { [publicUrl]: facts } })`. */
  facts?: MediaFacts;
  /** Why there are no facts, where the function that should find them failed. */
  factsError?: unknown;
}

export interface Uploads {
  /**
   * Puts a file where PostPeer can fetch it: asks PostPeer for an address, and sends the bytes there, without the key
   * and without any header but the type and the length. The PUT is tried again where it may be; the same bytes at the
   * same address change nothing. An error's `outcome` speaks of the file: nothing is ever posted by this.
   *
   * Where PostPeer gives no address, the error has the reason that it said, and no byte of the file leaves.
   *
   * Refused with a {@link ValidationError} before anything is sent: an empty file, one above 5 GiB (the most that Amazon
   * S3 takes in one PUT), one without a name, and what is neither image nor video (PostPeer takes no other;
   * `validate: 'off'` sends it all the same).
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
 * Goes through a list, row by row, each once. A page is asked for when it is needed. `query` may say where to begin, and
 * `limit` how large a page is; `signal` and the other options are those of each call. Rows may be deleted as it goes: where
 * the total has become smaller, it goes back by as many, so that none is passed over. (Where as many come as go, between
 * two pages, nothing shows that; and a cursor has no total.) Ends with `false` if the list may not be whole: the server
 * repeated itself, gave fewer rows than it counts, or is a relay that read only the beginning of PostPeer's list, which it
 * says with `truncated: true` beside the rows. `analytics.iterate` with a `postId` gives that one post.
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
 * A client of PostPeer. It sends a post once, and says what is known about it.
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
  /** An option that there is not is refused: a misspelt `baseURL` would send to production. */
  constructor(options?: ClientOptions);
  readonly baseURL: string;
  readonly timeout: number;
  readonly maxRetries: number;
  /** Another client: these options, with some replaced. */
  withOptions(options: ClientOptions): PostPeer;
  /** The request that a call would send, without the key, and without sending it. */
  buildRequest<Op extends Name>(name: Op, ...params: Parameters<Method<Op>>): Request;
}
export default PostPeer;

interface ErrorDetails {
  cause?: unknown;
  outcome?: Exclude<Outcome, 'accepted'>;
}

/** Every error of this package. */
export class PostPeerError extends Error {
  constructor(message: string, options?: ErrorDetails);
  /** What is known of the request. `unknown` is no failure: PostPeer may have acted. */
  readonly outcome: Exclude<Outcome, 'accepted'>;
  /** Of a `posts.create` whose outcome is unknown: what `posts.reconcile` takes. */
  readonly receipt?: Receipt;
  /** Of a `posts.create` whose outcome is unknown: the post, where the answer named it all the same. */
  readonly postId?: string;
  /** With `settle`: what the looking came to. */
  readonly reconciled?: Exclude<Reconciliation, { status: 'found' }>;
}

/** The values given cannot be sent; nothing was. */
export class ValidationError extends PostPeerError {
  constructor(issues: Issue[], options?: ErrorDetails & { truncated?: number });
  /** Up to 1,000, errors first. */
  readonly issues: Issue[];
  /** The number of issues that were left out. */
  readonly truncated: number;
}

interface APIErrorDetails extends ErrorDetails {
  code?: string;
  details?: unknown;
  headers?: Headers;
  requestId?: string;
}

/** PostPeer, or something on the way, answered with a status that is not a success. */
export class APIError extends PostPeerError {
  constructor(status: number, message: string, options?: APIErrorDetails);
  readonly status: number;
  /** The machine-readable code of the answer, where it has one. */
  readonly code?: string;
  /** The answer: parsed, or the beginning of its text. */
  readonly details?: unknown;
  readonly headers: Headers;
  /** `x-request-id`, where the answer has it. */
  readonly requestId?: string;
}

/** 400 */
export class BadRequestError extends APIError {}
/** 401 */
export class AuthenticationError extends APIError {}
/** 402: the plan or its credits do not cover the call. */
export class PaymentRequiredError extends APIError {}
/** 403 */
export class PermissionDeniedError extends APIError {}
/** 404 */
export class NotFoundError extends APIError {}
/** 409 */
export class ConflictError extends APIError {}
/** 422 */
export class UnprocessableEntityError extends APIError {}
/** 429 */
export class RateLimitError extends APIError {}
/** 5xx. The server may have acted before it failed: see `outcome`. */
export class InternalServerError extends APIError {}

interface ConnectionErrorDetails extends ErrorDetails {
  status?: number;
  details?: unknown;
}

/** There is no answer, or none that can be read. */
export class APIConnectionError extends PostPeerError {
  constructor(message?: string, options?: ConnectionErrorDetails);
  /** The status, where one had arrived. */
  readonly status?: number;
  /** The answer, where it was JSON and not what PostPeer answers to the call. */
  readonly details?: unknown;
}

/** The deadline passed. */
export class APIConnectionTimeoutError extends APIConnectionError {
  constructor(options?: ConnectionErrorDetails & { message?: string });
}

/** Your signal ended the call; its reason is the `cause`. */
export class APIUserAbortError extends APIConnectionError {
  constructor(options?: ConnectionErrorDetails & { message?: string });
}
