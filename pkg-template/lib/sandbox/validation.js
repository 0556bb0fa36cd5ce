// Requests held against the tables of the client: the same rows, so never a limit that differs.

import { check, checkPart } from '../validate/check.js';
import { workspaceOf } from '../validate/workspace.js';
import { readQuery } from '../validate/query.js';
import { refuse } from './answers.js';

/** What PostPeer's framework calls the three parts of a request. */
const ROOTS = { path: 'params', query: 'querystring', body: 'body' };

// The key that is missing or not allowed ends the path of an issue; Ajv names the object that it is missing from.
const parent = issue => issue.path.slice(0, -1);
const whole = issue => issue.path;
const lastKey = issue => issue.path.at(-1);

/** What our sentences call a type, and what JSON Schema calls it. */
const TYPES = {
  'a string': 'string',
  'a number': 'number',
  'true or false': 'boolean',
  'a list': 'array',
  'an object': 'object',
};
const typeAsked = ({ message }) =>
  Object.entries(TYPES).find(([ours]) => message.includes(`must be ${ours}`))?.[1] ?? 'of another type';

/** Issue code, or its first word → where the sentence of Ajv points, and what it says. */
const AJV = {
  type: [whole, issue => `must be ${typeAsked(issue)}`],
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

/** The sentence PostPeer's validator writes for an issue of ours: `body/platforms/0 must NOT have additional properties`. */
function sentence(part, issue) {
  const [where, what] = AJV[issue.code] ?? AJV[issue.code.split('.')[0]] ?? [whole, () => issue.message];
  return `${[ROOTS[part], ...where(issue)].join('/')} ${what(issue)}`;
}

/** @returns {(operation: string, request: { params: object, query: URLSearchParams, body: unknown, hasBody: boolean }) => void} */
export function requestCheck(engine) {
  function issuesOf(operation, part, value) {
    const index = workspaceOf(engine).tables.operations.indexOf(operation);
    return checkPart(engine, index, part, value).issues.filter(issue => issue.severity === 'error');
  }

  function queryIssues(operation, query) {
    const { issues } = readQuery(query, values => issuesOf(operation, 'query', values));
    // Query parameters that nobody knows are let through.
    return issues.filter(issue => issue.code !== 'unknown_key' && issue.code !== 'renamed_key');
  }

  return (operation, { params, query, body, hasBody }) => {
    const found = [
      ['path', issuesOf(operation, 'path', params)],
      ['body', hasBody ? issuesOf(operation, 'body', body) : []],
      ['query', queryIssues(operation, query)],
    ].find(([, issues]) => issues.length > 0);
    if (found) refuse(400, sentence(found[0], found[1][0]));
  };
}

/** Everything that the rules of the platforms say against a post that is structurally right. */
export function ruleCheck(engine) {
  return (post, options) => check(engine, post, options).issues.filter(issue => issue.severity === 'error');
}
