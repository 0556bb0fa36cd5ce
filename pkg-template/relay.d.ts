import type { ClientOptions } from './client.js';
import type { Operations } from './types.js';

/**
 * The limits of one caller: a plain object with `operations`, `accounts` or `profiles`. Each is a list (an array, a
 * `Set`) of strings that are not empty. A missing part is not limited; an empty list allows nothing.
 *
 * Anything else is invalid and allows nothing: a list that is `undefined` or a string, an unknown key, an instance of a
 * class. TypeScript finds a list that may be `undefined` only with `exactOptionalPropertyTypes`.
 */
export type Allowance =
  | { operations: AllowedOperations; accounts?: AllowedAccounts; profiles?: AllowedProfiles }
  | { operations?: AllowedOperations; accounts: AllowedAccounts; profiles?: AllowedProfiles }
  | { operations?: AllowedOperations; accounts?: AllowedAccounts; profiles: AllowedProfiles };

/** The operations, such as `posts.create`. Without it all 51 are allowed, within `accounts` and `profiles`. */
type AllowedOperations = Iterable<keyof Operations> & object;

/**
 * The connected accounts, by `id`. Without it all are allowed, or with `profiles` those in the profiles. A list limits
 * each operation as the last column of the operations in `REFERENCE.md` says:
 *
 * - The call must name an allowed account, and no other, in the query, the path, the body and each target.
 * - A post is looked up first. It is the caller's if every account in its `rawRequestBody` is allowed; otherwise 404.
 * - `posts.list`, `posts.scheduled.list`, `connect.integrations.list` and `analytics.get` return the caller's rows
 *   only. One call makes at most 10 requests to PostPeer, times `maxRetries` + 1: 1,000 rows, or fewer if posts are
 *   large. If more rows exist, the response has `truncated: true`, and `total` counts the caller's rows among those
 *   that were read.
 * - Uploads, AI, notifications, profiles, apps, connecting and moving accounts need their name in `operations`. Then
 *   `redirectUri` and `cancelRedirectUri` must have an origin of the option `origin`. `appId` needs an operation of
 *   `apps` in the list.
 */
type AllowedAccounts = Iterable<string> & object;

/**
 * PostPeer's profiles, by `id`. Without it all are allowed. With a list, operations that name a profile must name an
 * allowed one. Lists are read with PostPeer's filter `profileId`; lists of profiles and notifications return the
 * allowed ones only.
 *
 * Without `accounts` the accounts of the profiles are read first, in at most 10 further requests. If that does not read
 * all of them, calls are refused with 424 (`relay.not_sent`): list the accounts then.
 */
type AllowedProfiles = Iterable<string> & object;

/** The result of a function `allow`. */
export type AllowAnswer = Allowance | Response | false | null | undefined;

/**
 * The options of `createRelay`. `Env` is the type of the argument after the request, such as a Worker's bindings. It is
 * `any` by default, because each host passes another value. `createRelay<Env>(…)` checks it.
 */
export interface RelayOptions<Env = any> {
  /**
   * The key, or a function of the request that returns it: in a Worker `(request, env) => env.POSTPEER_API_KEY`. It is
   * sent to PostPeer only.
   * @default the environment variable `POSTPEER_API_KEY`
   */
  apiKey?: string | ((request: Request, env: Env) => string | undefined | Promise<string | undefined>);
  /**
   * The limits of all callers, or a function of the request that returns the limits of its caller: the place for your
   * own sign-in. They limit operations, accounts and profiles. The relay does not sign anyone in, ration credits or
   * judge posts.
   *
   * `'everything'` lets every caller do all that the key permits. Without the option, and with an invalid allowance,
   * `createRelay` throws. The results of a function:
   *
   * - `null`, `false` and `undefined` refuse the call with 403.
   * - A `Response` with an error status, a new one each time, is sent to the caller. After a 4xx other than 408 and 499
   *   the client in the page knows that nothing was sent.
   * - Any other value that is not an {@link Allowance} refuses the call with 403, and logs an error with the reason: to
   *   `logger.error`, else `logger.warn`, else the console.
   *
   * An error that the function throws goes to your host. If it takes longer than `timeout`, the call is refused.
   */
  allow: 'everything' | Allowance | ((request: Request, env: Env) => AllowAnswer | Promise<AllowAnswer>);
  /**
   * The origins whose pages may call and read (CORS), each in full: `https://app.example`, `chrome-extension://<id>` or
   * `capacitor://localhost`. Only these are allowed then, so name your own too.
   *
   * It is needed behind a proxy that changes the scheme or the host. It is also needed against DNS rebinding if the
   * relay is reachable over plain http.
   * @default the origin of the request's URL
   */
  origin?: string | readonly string[];
  /**
   * The path of the relay, as in `baseURL: '/api/postpeer'` of the client. A relay below a `/v1/` of your own needs it.
   * @default everything before the first `/v1/`
   */
  basePath?: string;
  /** The largest body, in bytes. A larger one is refused with 413. @default 1048576 */
  bodyLimit?: number;
  /** The most targets of a post plus posts of its threads. More are refused with 400 `relay.targets`. @default 100 */
  maxTargets?: number;
  /** The most attachments of a post and its threads. More are refused with 400 `relay.media_items`. @default 100 */
  maxMediaItems?: number;
  /** The function that sends to PostPeer, called with one `Request` that holds the key. @default globalThis.fetch */
  fetch?: ClientOptions['fetch'];
  /**
   * The check of a post before it is sent, as in the client.
   * @default 'lenient': deprecated names are rewritten, so that older pages work
   */
  validate?: ClientOptions['validate'];
  /** Milliseconds for a whole call, with its reading. Keep it below the timeout of the page. @default 55000 */
  timeout?: number;
  /** Further attempts of safe calls by the relay. The client in the page already retries. @default 0 */
  maxRetries?: number;
  /** The URL of PostPeer. @default 'https://api.postpeer.dev' */
  baseURL?: string;
  /** Called before each request to PostPeer, without the key, as in the client. */
  onRequest?: ClientOptions['onRequest'];
  /** Called with each response of PostPeer, as in the client. */
  onResponse?: ClientOptions['onResponse'];
  /** Logs requests and responses, as in the client. */
  logger?: ClientOptions['logger'];
}

/**
 * A handler for all requests below a path: `export default { fetch: relay }` in a Worker, `app.all('/api/postpeer/*',
 * (c) => relay(c.req.raw, c.env))` in Hono. The arguments after the request are passed to the functions of the options.
 * If one is an object with `waitUntil`, such as a Worker's context, a changing call continues when its connection
 * drops.
 *
 * Every call must have the header `x-postpeer-call`, which this package's client sets: 16 to 64 letters, digits, `-`
 * and `_`, different for each changing call. PostPeer gets one request for each id:
 *
 * - A replay gets the response of the first call, or 504 if that is unknown. It has the same id, path, body, allowance
 *   and headers, except those that proxies write.
 * - Another call with the same id is refused with 409.
 * - A refusal of an id that was received before has the header `x-postpeer-received`; the client reads it as `unknown`.
 * - Each instance of the relay remembers the ids of sent calls for ten minutes, at most 10,000, and 4 MiB of their
 *   responses.
 *
 * A refusal has the status 400, 403, 404, 405, 409, 413, 415 or 424, which the client in the page reads as `rejected`:
 * nothing was sent. Its `code` is the reason: `relay.origin`, `relay.client`, `relay.path`, `relay.method`,
 * `relay.caller`, `relay.operation`, `relay.account`, `relay.profile`, `relay.app`, `relay.address`, `relay.post`,
 * `relay.notification`, `relay.query`, `relay.content_type`, `relay.body_size`, `relay.body`, `relay.targets`,
 * `relay.media_items`, `relay.key`, `relay.replay`, `relay.not_sent`, or `relay.validation` with `issues`.
 *
 * If a call may have reached PostPeer and no response settles it, the status is a 5xx, which the client reads as
 * `unknown`: `relay.timeout` and `relay.replay` (504), `relay.connection` (502, with the `postId` if the response named
 * one), or PostPeer's own status (`relay.status`, if its body is not JSON). `REFERENCE.md` lists the statuses that are
 * replaced.
 */
export type Relay<Env = any> = (request: Request, env?: Env, ...more: unknown[]) => Promise<Response>;

/**
 * Creates the server half of a client in a page. It takes the client's calls, checks them again, adds the key and sends
 * each once. Throws a `PostPeerError` for invalid options.
 *
 * ```js
 * const relay = createRelay({
 *   apiKey: (request, env) => env.POSTPEER_API_KEY,
 *   allow: async (request, env) => {
 *     const user = await yourSignIn(request, env);
 *     return user && { operations: ['posts.create'], accounts: user.accounts };
 *   },
 * });
 * // in the page
 * const client = new PostPeer({ baseURL: '/api/postpeer', apiKey: null });
 * ```
 */
export function createRelay<Env = any>(options: RelayOptions<Env>): Relay<Env>;
