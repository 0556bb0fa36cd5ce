import type { ClientOptions } from './client.js';
import type { Operations } from './types.js';

/**
 * What may be asked for: a plain object with `operations`, `accounts` or both, each a list (an array, a `Set`) of strings
 * that are not empty. What is left out is not limited; an empty list allows none. Anything else is invalid and allows
 * nothing: a list that is `undefined` or a string, an unknown key, an object of a class. (TypeScript finds a list that may be
 * `undefined` only with `exactOptionalPropertyTypes`.)
 */
export type Allowance = { operations: AllowedOperations; accounts?: AllowedAccounts } | { operations?: AllowedOperations; accounts: AllowedAccounts };

/** The operations, such as `posts.create`. Left out, all 51: then whoever may call can do what the key can do. */
type AllowedOperations = Iterable<keyof Operations> & object;

/**
 * The connected accounts, by `id`. Left out, all. A call that names another is refused, wherever it names it: in the
 * query, the path, the body, the targets of a post. An operation that could name one must, by the key that PostPeer
 * looks at (it would take the first account it has), and `connect.integrations.list` shows no others.
 *
 * Posts belong to the project, not to an account: whoever may call `posts.list` or `posts.delete` reaches all of them.
 * Where that is too much, leave those out of `operations`.
 */
type AllowedAccounts = Iterable<string> & object;

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
   * What may be asked for, or a function of the request that answers it for this caller: the place for your own sign-in.
   * An invalid allowance throws when the relay is created. Of a function's answers,
   *
   * - `null`, `false` and `undefined` refuse the call with 403;
   * - a `Response` with an error status, a new one each time, is sent to the caller as it is. After a 4xx other than 408
   *   and 499 the client in the page knows that nothing was sent;
   * - any other answer that is not an {@link Allowance} refuses the call with 403, and logs an error that says what is
   *   wrong with it: to `logger.error`, else `logger.warn`, else the console.
   *
   * An error that the function throws goes to your host.
   * @default everything
   */
  allow?: Allowance | ((request: Request, env: Env) => AllowAnswer | Promise<AllowAnswer>);
  /**
   * Other origins whose pages may call and read (CORS), such as `https://app.example`. Without it only pages of the
   * relay's own origin can. Behind a proxy that changes the scheme or the host, the origin that browsers see.
   */
  origin?: string | readonly string[];
  /**
   * Where the relay is, as in `baseURL: '/api/postpeer'` of the client. Left out, whatever stands before `/v1/`.
   */
  basePath?: string;
  /** The largest body, in bytes. More is refused with 413, whatever `Content-Length` says. @default 1048576 */
  bodyLimit?: number;
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
 * functions among the options.
 *
 * It refuses with 400, 403, 404, 405, 413 or 415, which the client in the page reads as `rejected`: nothing was sent.
 * `code` in the body says why: `relay.origin`, `relay.path`, `relay.method`, `relay.caller`, `relay.operation`,
 * `relay.account`, `relay.content_type`, `relay.body_size`, `relay.body`, `relay.key`, or `relay.validation` with `issues`.
 * What may have reached PostPeer without a settled answer is a 5xx, which the client reads as `unknown`:
 * `relay.timeout` (504), `relay.connection` (502, with the `postId` where the answer named one), or PostPeer's own
 * (`relay.status`, where that is not JSON).
 */
export type Relay<Env = any> = (request: Request, env?: Env, ...more: unknown[]) => Promise<Response>;

/**
 * The edge half of a browser client: takes its calls, checks them again, adds the key and sends each once.
 *
 * ```js
 * const relay = createRelay({ apiKey: (request, env) => env.POSTPEER_API_KEY, allow: { operations: ['posts.create'] } });
 * // in the page
 * const client = new PostPeer({ baseURL: '/api/postpeer', apiKey: null });
 * ```
 */
export function createRelay<Env = any>(options?: RelayOptions<Env>): Relay<Env>;
