// The relay's option `allow`: the operations and accounts that a caller may use. An invalid allowance refuses the call,
// so that a mistake in an app's sign-in does not open the relay.

import { workspaceOf } from '../validate/workspace.js';
import { PostPeerError } from '../client/base-errors.js';
import { callHook } from '../client/hooks.js';
import { refuseUnknown } from '../client/options.js';
import { refuse } from './refusal.js';

const PARTS = ['operations', 'accounts', 'profiles'];
const SHAPE = 'an object with operations, accounts or profiles, each a list of names';

/** The `allow` of a relay that limits nothing. */
const NO_LIMIT = 'everything';

/** Allows every operation, account and profile. Allowances inherit nothing. */
const EVERYTHING = /* @__PURE__ */ Object.create(null);

const tagOf = value => Object.prototype.toString.call(value).slice('[object '.length, -1);

/** Returns true for object literals, also of another realm: their prototype is an `Object.prototype`, or null. */
function isPlain(value) {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  return (
    Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf') && tagOf(value) === 'Object'
  );
}

/**
 * Reads an allowance into sets of operations, accounts and profiles. A missing part is `undefined` and not limited.
 * Throws a `PostPeerError` if the allowance is invalid.
 */
export function readAllowance(engine, given) {
  if (!isPlain(given))
    throw new PostPeerError(
      `allow must be ${SHAPE}, not ${given === null ? 'null' : `a value of type ${tagOf(given)}`}.`,
    );
  refuseUnknown(given, PARTS, 'allow');
  const present = PARTS.filter(name => Object.hasOwn(given, name));
  if (present.length === 0) throw new PostPeerError(`allow must be ${SHAPE}; it has none of them.`);
  const allowance = Object.create(null);
  for (const name of present) {
    const list = given[name];
    // An undefined list is a lost value, such as the accounts of a session without any.
    const isList =
      typeof list === 'object' && typeof list?.[Symbol.iterator] === 'function' && tagOf(list) !== 'String';
    if (!isList)
      throw new PostPeerError(
        `allow.${name} must be a list of names, not a value of type ${tagOf(list)}. Leave it out to allow all.`,
      );
    allowance[name] = new Set(list);
    if ([...allowance[name]].some(item => typeof item !== 'string' || item === '')) {
      throw new PostPeerError(`allow.${name} must hold names only: strings that are not empty.`);
    }
  }
  const { operations: all } = workspaceOf(engine).tables;
  const unknown = [...(allowance.operations ?? [])].find(name => !all.includes(name));
  if (unknown !== undefined)
    throw new PostPeerError(`allow.operations: there is no operation ${JSON.stringify(unknown)}.`);
  return allowance;
}

/** Returns true for an unread `Response` of any implementation that has an error status. */
function isErrorResponse(value) {
  if (typeof value !== 'object' || value === null || tagOf(value) !== 'Response') return false;
  return value.status >= 400 && value.status <= 599 && value.bodyUsed === false && !value.body?.locked;
}

/**
 * Reads the option `allow`. Returns a function that returns the allowance of a call, or the `Response` that refuses it,
 * or throws a `Refusal`.
 */
export function readAllow(engine, options, logger) {
  const { allow } = options;
  if (allow === undefined) {
    throw new PostPeerError(
      'createRelay needs allow: the function that signs a caller in and says which operations and accounts are ' +
        'theirs. A relay that lets everyone who reaches it do all that the key can do is asked for by name: ' +
        "allow: 'everything'.",
    );
  }
  if (allow === NO_LIMIT) return () => EVERYTHING;
  if (typeof allow !== 'function') {
    const fixed = readAllowance(engine, allow);
    return () => fixed;
  }
  return async (operation, request, context) => {
    const answer = await allow(request, ...context);
    const no = () => refuse(403, 'caller', 'This call is not allowed.');
    if (answer === undefined || answer === null || answer === false) no();
    try {
      return isErrorResponse(answer) ? { __proto__: null, response: answer } : readAllowance(engine, answer);
    } catch (error) {
      const reason = error instanceof PostPeerError ? error.message : 'What allow answered could not be read.';
      const message =
        `postpeer-wasm createRelay: ${operation} was refused. ${reason} ` +
        'To refuse a call, answer null, false or a Response with an error status.';
      // Logged to the console if there is no logger: a mistake in permissions must be visible.
      const log = [logger, globalThis.console].find(
        to => typeof to?.error === 'function' || typeof to?.warn === 'function',
      );
      callHook(() => log[typeof log.error === 'function' ? 'error' : 'warn'](message, { operation }));
      return no();
    }
  };
}
