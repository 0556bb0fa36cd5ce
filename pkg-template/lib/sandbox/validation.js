// Requests are checked against the tables of the client: the same rows, so the limits never differ.

import { check, checkPart } from '../validate/check.js';
import { isError } from '../validate/issues.js';
import { readQuery } from '../validate/query.js';
import { refuse } from './answers.js';

/** The names of the three parts of a request in PostPeer's framework. */
const ROOTS = { path: 'params', query: 'querystring', body: 'body' };

// The key that is missing or not allowed ends the path of an issue; Ajv names the object that it is missing from.
const parent = issue => issue.path.slice(0, -1);
const whole = issue => issue.path;
const lastKey = issue => issue.path.at(-1);

/** Issue code, or its first word → the path and the message of Ajv. Messages take the issue and the expected type. */
const AJV = {
  type: [whole, (_issue, expectedType) => `must be ${expectedType()}`],
  required: [parent, issue => `must have required property '${lastKey(issue)}'`],
  unknown_key: [parent, () => 'must NOT have additional properties'],
  renamed_key: [parent, () => 'must NOT have additional properties'],
  enum: [whole, () => 'must be equal to one of the allowed values'],
  retired_value: [whole, () => 'must be equal to one of the allowed values'],
  unknown_platform: [parent, issue => `value of tag "${lastKey(issue)}" must be in oneOf`],
  too_short: [whole, issue => `must NOT have fewer than ${issue.limit} characters`],
  too_long: [whole, issue => `must NOT have more than ${issue.limit} characters`],
  too_small: [whole, issue => `must be >= ${issue.limit}`],
  too_large: [whole, issue => `must be <= ${issue.limit}`],
  too_few_items: [whole, issue => `must NOT have fewer than ${issue.limit} items`],
  too_many_items: [whole, issue => `must NOT have more than ${issue.limit} items`],
  duplicate_items: [whole, () => 'must NOT have duplicate items'],
  not_integer: [whole, () => 'must be integer'],
  pattern: [whole, () => 'must match pattern'],
  format: [whole, issue => `must match format "${issue.code.slice('format.'.length).replace('_', '-')}"`],
};

/** The error message of PostPeer's validator: `body/platforms/0 must NOT have additional properties`. */
function ajvMessage(part, issue, expectedType) {
  const [where, message] = AJV[issue.code] ?? AJV[issue.code.split('.')[0]] ?? [whole, () => issue.message];
  return `${[ROOTS[part], ...where(issue)].join('/')} ${message(issue, expectedType)}`;
}

/** A value of each type, by its name in JSON Schema. */
const SAMPLES = { string: '', number: 0, boolean: false, array: [], object: {} };

/** A copy of a value with something else at a path. */
function withValueAt(value, [key, ...rest], replacement) {
  if (key === undefined) return replacement;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = withValueAt(value[key], rest, replacement);
  return copy;
}

/**
 * The type that the tables expect at a path: the one whose sample is not of the wrong type there.
 * @param {(value: unknown) => import('../validate/check.js').Issue[]} issuesOf checks a value against the tables
 */
function typeAt(path, value, issuesOf) {
  const isHere = issue => issue.code === 'type' && issue.path.join('/') === path.join('/');
  const types = Object.keys(SAMPLES);
  return types.find(type => !issuesOf(withValueAt(value, path, SAMPLES[type])).some(isHere)) ?? 'of another type';
}

/** Codes of keys that the tables do not have. PostPeer lets them through in a query. */
const UNKNOWN_KEYS = ['unknown_key', 'renamed_key'];

/**
 * @typedef {{ params: object, query: URLSearchParams, body: unknown, hasBody: boolean }} CheckedRequest
 * @returns {(operation: { index: number }, request: CheckedRequest) => void}
 */
export function requestCheck(engine) {
  return ({ index }, { params, query, body, hasBody }) => {
    const errorsOf = part => value => checkPart(engine, index, part, value).issues.filter(isError);
    const refuseFirst = (part, value, issues) => {
      if (issues.length === 0) return;
      const [issue] = issues;
      refuse(
        400,
        ajvMessage(part, issue, () => typeAt(issue.path, value, errorsOf(part))),
      );
    };
    refuseFirst('path', params, errorsOf('path')(params));
    if (hasBody) refuseFirst('body', body, errorsOf('body')(body));
    const { values, issues } = readQuery(query, errorsOf('query'));
    refuseFirst(
      'query',
      values,
      issues.filter(({ code }) => !UNKNOWN_KEYS.includes(code)),
    );
  };
}

/** The errors of the platforms' rules in a post that fits the schema. */
export function ruleCheck(engine) {
  return (post, options) => check(engine, post, options).issues.filter(isError);
}
