// The relay's option `allow`: which operations and accounts a caller may use. Any answer that is not a valid allowance
// refuses the call: a mistake in an app's sign-in must not open the relay.

import { workspaceOf } from '../validate/workspace.js';
import { PostPeerError } from '../client/errors.js';
import { onlyKnown } from '../client/options.js';
import { tell } from '../client/hooks.js';
import { refuse } from './refusal.js';

const PARTS = ['operations', 'accounts', 'profiles'];
const SHAPE = 'an object with operations, accounts or profiles, each a list of names';

/** The `allow` of a relay that limits nothing. */
const NO_LIMIT = 'everything';

/** Every operation, account and profile. Allowances inherit nothing. */
const EVERYTHING = /* @__PURE__ */ Object.create(null);

const tagOf = value => Object.prototype.toString.call(value).slice('[object '.length, -1);

/** True for object literals, also of another realm: their prototype is an `Object.prototype`, or null. */
function isPlain(value) {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  return (
    Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf') && tagOf(value) === 'Object'
  );
}

/**
 * Reads an allowance into sets of operations, accounts and profiles. A part that it leaves out is `undefined`, and not
 * limited. Throws a `PostPeerError` if the allowance is invalid.
 */
export function readAllowance(engine, given) {
  if (!isPlain(given))
    throw new PostPeerError(
      `allow must be ${SHAPE}, not ${given === null ? 'null' : `a value of type ${tagOf(given)}`}.`,
    );
  onlyKnown(given, PARTS, 'allow');
  const present = PARTS.filter(name => Object.hasOwn(given, name));
  if (present.length === 0) throw new PostPeerError(`allow must be ${SHAPE}; it has none of them.`);
  const allowance = Object.create(null);
  for (const name of present) {
    const list = given[name];
    // An undefined list is a value that got lost, such as the accounts of a session without any.
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
  const strange = [...(allowance.operations ?? [])].find(name => !all.includes(name));
  if (strange !== undefined)
    throw new PostPeerError(`allow.operations: there is no operation ${JSON.stringify(strange)}.`);
  return allowance;
}

/** True for a `Response` of any implementation that refuses the call and was not read yet. */
function isErrorResponse(value) {
  if (typeof value !== 'object' || value === null || tagOf(value) !== 'Response') return false;
  return value.status >= 400 && value.status <= 599 && value.bodyUsed === false && !value.body?.locked;
}

/**
 * Reads the option `allow`. Returns a function of a call that returns the caller's allowance or the `Response` to refuse
 * the call with, or throws a `Refusal`.
 */
export function readAllow(engine, options, logger) {
  const { allow } = options;
  if (allow === undefined) {
    throw new PostPeerError(
      'createRelay needs allow: the function that signs a caller in and says which operations and accounts are theirs. ' +
        "A relay that lets everyone who reaches it do all that the key can do is asked for by name: allow: 'everything'.",
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
      const why = error instanceof PostPeerError ? error.message : 'What allow answered could not be read.';
      const message = `postpeer-wasm createRelay: ${operation} was refused. ${why} To refuse a call, answer null, false or a Response with an error status.`;
      // Logged to the console even without a logger: a mistake in permissions must be seen.
      const log = [logger, globalThis.console].find(
        to => typeof to?.error === 'function' || typeof to?.warn === 'function',
      );
      tell(() => log[typeof log.error === 'function' ? 'error' : 'warn'](message, { operation }));
      return no();
    }
  };
}
