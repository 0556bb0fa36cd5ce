// The client and its errors. Entries re-export this; it is no entry itself.
import type { Issue } from './validate.js';
import type { Operations, Platform, Resources } from './types.js';

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

/** What a hook is told of a request. The key is never in it. */
export interface RequestNote {
  operation: string;
  method: string;
  url: string;
  /** Counts from 1; only safe calls are tried again. */
  attempt: number;
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
  /** Further attempts of calls that are safe to repeat (GET, PUT, DELETE). POST and PATCH are sent once. @default 2 */
  maxRetries?: number;
  /** Headers of every call. The key and the headers of HTTP itself cannot be among them. */
  defaultHeaders?: HeadersInit | Record<string, string | null | undefined>;
  /** What sends. It is given one `Request`. @default globalThis.fetch, looked up at each call */
  fetch?: (request: Request) => Promise<Response>;
  /** `strict` refuses old names with a hint, `lenient` rewrites them, `off` sends what it is given. @default 'strict' */
  validate?: 'strict' | 'lenient' | 'off';
  /** A key in a browser can be read by everyone who opens the page. This says that you know. @default false */
  dangerouslyAllowBrowser?: boolean;
  onRequest?(note: RequestNote): void;
  onResponse?(note: ResponseNote): void;
  logger?: Logger;
}

/** What every call takes besides its parameters. */
export interface CallOptions {
  signal?: AbortSignal | null;
  timeout?: number;
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

/** The parameters of a call. */
export type Params<Op extends Name> = Part<Op, 'path'> & Part<Op, 'query'> & Part<Op, 'body'> & CallOptions;

/** What a call answers. */
export interface Result<Data> {
  /** What PostPeer answered. */
  data: Data;
  /** The request that was sent, without the key. */
  request: Request;
  /** The answer; its body has been read. */
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
  /** Warnings of the validator. */
  issues: Issue[];
}

type Answer<Op extends Name> = Op extends 'posts.create' ? CreateResult : Result<Operations[Op]['response']>;

/** A call that can be made without parameters can be made without the argument. */
export type Method<Op extends Name> =
  Record<never, never> extends Params<Op>
    ? (params?: Params<Op>) => Promise<Answer<Op>>
    : (params: Params<Op>) => Promise<Answer<Op>>;

/**
 * A client of PostPeer. It sends a post once, and says what is known about it.
 *
 * ```js
 * const client = new PostPeer(); // POSTPEER_API_KEY
 * const { data, targets } = await client.posts.create({ body: post });
 * ```
 */
export interface PostPeer extends Resources {}
export class PostPeer {
  static readonly DEFAULT_TIMEOUT: 60000;
  static readonly DEFAULT_MAX_RETRIES: 2;
  constructor(options?: ClientOptions);
  readonly baseURL: string;
  readonly timeout: number;
  readonly maxRetries: number;
  /** Another client: these options, with some replaced. */
  withOptions(options: ClientOptions): PostPeer;
  /** The request that a call would send, without the key, and without sending it. */
  buildRequest<Op extends Name>(
    name: Op,
    ...params: Parameters<Method<Op>>
  ): Request;
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
}

/** The values given cannot be sent; nothing was. */
export class ValidationError extends PostPeerError {
  constructor(issues: Issue[], options?: ErrorDetails);
  readonly issues: Issue[];
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
}

/** There is no answer, or none that can be read. */
export class APIConnectionError extends PostPeerError {
  constructor(message?: string, options?: ConnectionErrorDetails);
  /** The status, where one had arrived. */
  readonly status?: number;
}

/** The deadline passed. */
export class APIConnectionTimeoutError extends APIConnectionError {
  constructor(options?: ConnectionErrorDetails & { message?: string });
}

/** Your signal ended the call; its reason is the `cause`. */
export class APIUserAbortError extends APIConnectionError {
  constructor(options?: ConnectionErrorDetails & { message?: string });
}
