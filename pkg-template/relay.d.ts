import type { ClientOptions } from './client.js';
import type { Operations } from './types.js';

/**
 * What one caller may do: a plain object with `operations`, `accounts` or `profiles`, each a list (an array, a `Set`) of
 * strings that are not empty. What is left out is not limited; an empty list allows none. Anything else is invalid and allows
 * nothing: a list that is `undefined` or a string, an unknown key, an object of a class. (TypeScript finds a list that may be
 * `undefined` only with `exactOptionalPropertyTypes`.)
 */
export type Allowance =
  | { operations: AllowedOperations; accounts?: AllowedAccounts; profiles?: AllowedProfiles }
  | { operations?: AllowedOperations; accounts: AllowedAccounts; profiles?: AllowedProfiles }
  | { operations?: AllowedOperations; accounts?: AllowedAccounts; profiles: AllowedProfiles };

/** The operations, such as `posts.create`. Left out, all 51, except as `accounts` and `profiles` say. */
type AllowedOperations = Iterable<keyof Operations> & object;

/**
 * The connected accounts, by `id`. Left out, all; with `profiles`, those in the profiles. With a list, each operation is
 * held to it as its scope says (the column in `REFERENCE.md`):
 *
 * - it must name an allowed account, and no other, wherever it names it: in the query, the path, the body, each target;
 * - a post is looked up first. It is the caller's only if every account in its `rawRequestBody` is allowed; any other is 404;
 * - `posts.list`, `posts.scheduled.list`, `connect.integrations.list` and `analytics.get` show the caller's rows only. One call
 *   makes at most 10 requests to PostPeer, times `maxRetries` + 1 (1,000 rows, fewer if posts are large). If that was not all, the answer has
 *   `truncated: true`, and `total` counts the caller's rows among those that were read;
 * - uploads, AI, notifications, profiles, apps, connecting and moving accounts are refused unless `operations` names them.
 *   `redirectUri` and `cancelRedirectUri` must then be of an origin in the option `origin`, and `appId` needs an operation on
 *   apps among them.
 */
type AllowedAccounts = Iterable<string> & object;

/**
 * PostPeer's profiles, by `id`. Left out, all. With a list, operations that name a profile must name an allowed one, lists
 * are asked of PostPeer by its `profileId` filter, and lists of profiles and notifications show the allowed ones only. Without
 * `accounts` the accounts are read first, in at most 10 requests more; if they are more than that reads, calls are refused with
 * 424 (`relay.not_sent`): list the accounts then.
 */
type AllowedProfiles = Iterable<string> & object;

/** What a function `allow` answers. */
export type AllowAnswer = Allowance | Response | false | null | undefined;

/**
 * `Env` is what follows the request, such as a Worker's bindings. Unless it is named it is `any`: a host hands over what it
 * likes, and `(request, env) => env.POSTPEER_API_KEY` is right as it stands. `createRelay<Env>(…)` has it checked.
 */
export interface RelayOptions<Env = any> {
  /**
   * The key, or a function of the request that answers it: in a Worker `(request, env) => env.POSTPEER_API_KEY`. It goes
   * to PostPeer and nowhere else. Left out, `POSTPEER_API_KEY` of the environment.
   */
  apiKey?: string | ((request: Request, env: Env) => string | undefined | Promise<string | undefined>);
  /**
   * What may be asked for, or a function of the request that answers it for this caller: the place for your own sign-in. It
   * limits operations, accounts and profiles; it does not sign anyone in, ration credits or judge what is posted.
   * `'everything'` lets whoever reaches the relay do all that the key can do. Leaving it out throws, and so does an invalid
   * allowance, when the relay is created. Of a function's answers,
   *
   * - `null`, `false` and `undefined` refuse the call with 403;
   * - a `Response` with an error status, a new one each time, is sent to the caller as it is. After a 4xx other than 408
   *   and 499 the client in the page knows that nothing was sent;
   * - any other answer that is not an {@link Allowance} refuses the call with 403, and logs an error that says what is
   *   wrong with it: to `logger.error`, else `logger.warn`, else the console.
   *
   * An error that the function throws goes to your host. If it does not answer within `timeout`, the call is refused.
   */
  allow: 'everything' | Allowance | ((request: Request, env: Env) => AllowAnswer | Promise<AllowAnswer>);
  /**
   * The origins whose pages may call and read (CORS), such as `https://app.example`, `chrome-extension://<id>` or
   * `capacitor://localhost`, each written out. Without it only pages of the relay's own origin can, as the request's URL
   * has it. With it only these can, so name your own too. Needed behind a proxy that changes the scheme or the host, and,
   * against DNS rebinding, where the relay is reachable over plain http.
   */
  origin?: string | readonly string[];
  /**
   * Where the relay is, as in `baseURL: '/api/postpeer'` of the client. Left out, whatever stands before the first `/v1/`;
   * so a relay below a `/v1/` of your own needs it.
   */
  basePath?: string;
  /** The largest body, in bytes. More is refused with 413, whatever `Content-Length` says. @default 1048576 */
  bodyLimit?: number;
  /** The most targets of a post and posts of its threads together. More is refused with 400, `relay.targets`. @default 100 */
  maxTargets?: number;
  /** The most attachments of a post and its threads together. More is refused with 400, `relay.media_items`. @default 100 */
  maxMediaItems?: number;
  /** What sends to PostPeer. It is given one `Request`, key included. @default globalThis.fetch */
  fetch?: ClientOptions['fetch'];
  /**
   * How a post is checked again before it is sent, as in the client.
   * @default 'lenient': old names are rewritten, so that a page from before the rename works
   */
  validate?: ClientOptions['validate'];
  /** Milliseconds for reading the call and for PostPeer's answer, together. Keep it below the page's. @default 55000 */
  timeout?: number;
  /** Further attempts of safe calls, here. The client in the page tries again already. @default 0 */
  maxRetries?: number;
  /** Where PostPeer is. @default 'https://api.postpeer.dev' */
  baseURL?: string;
  /** As in the client: told of what goes to PostPeer, and of what comes back, never of the key. */
  onRequest?: ClientOptions['onRequest'];
  onResponse?: ClientOptions['onResponse'];
  logger?: ClientOptions['logger'];
}

/**
 * A handler for everything below a path: `export default { fetch: relay }` in a Worker,
 * `app.all('/api/postpeer/*', (c) => relay(c.req.raw, c.env))` in Hono. What follows the request is handed to the
 * functions among the options. If it holds an object with `waitUntil`, such as a Worker's context, a changing call goes on
 * when its connection drops.
 *
 * Every call must carry the header `x-postpeer-call`, as this package's client sends it: 16 to 64 letters, digits, `-` and
 * `_`, another for each changing call. One request goes to PostPeer for each id. A replay (the same id, path, body, allowance, and
 * the same headers but for those that proxies write) is given the first one's answer; if that is not known, 504. Anything else
 * with that id is refused with 409. A refusal of an id that was received before has the header `x-postpeer-received`, and the
 * client reads it as `unknown`. Ids of calls that were sent are remembered for ten minutes, at most 10,000, and 4 MiB of their
 * answers, by each instance of the relay for itself.
 *
 * It refuses with 400, 403, 404, 405, 409, 413, 415 or 424, which the client in the page reads as `rejected`: nothing was
 * sent. `code` in the body says why: `relay.origin`, `relay.client`, `relay.path`, `relay.method`, `relay.caller`,
 * `relay.operation`, `relay.account`, `relay.profile`, `relay.app`, `relay.address`, `relay.post`, `relay.notification`,
 * `relay.query`, `relay.content_type`, `relay.body_size`, `relay.body`, `relay.targets`, `relay.media_items`, `relay.key`, `relay.replay`,
 * `relay.not_sent`, or `relay.validation` with `issues`. What may have reached PostPeer without a settled answer is a 5xx,
 * which the client reads as `unknown`: `relay.timeout` and `relay.replay` (504), `relay.connection` (502, with the `postId`
 * where the answer named one), or PostPeer's own (`relay.status`, where that is not JSON).
 */
export type Relay<Env = any> = (request: Request, env?: Env, ...more: unknown[]) => Promise<Response>;

/**
 * The edge half of a browser client: takes its calls, checks them again, adds the key and sends each once.
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
