import type { Platform, Post } from './types.js';

export * from './types.js';

/** One thing that is wrong, or worth knowing, about a post. */
export interface Issue {
  /** An error is a definite refusal; a warning never keeps a post from being sent. */
  severity: 'error' | 'warning';
  /** Stable name of the kind of issue, such as `too_long` or `format.uri`. All are listed in REFERENCE.md. */
  code: string;
  /**
   * Where in the post: `['platforms', 1, 'platformSpecificData', 'title']`. For a missing or unknown field it ends in
   * that field. Empty only where the post is no object at all.
   */
  path: (string | number)[];
  /** An English sentence for people, made from the code and the values. */
  message: string;
  /** The platform, where the issue concerns one target. */
  platform?: Platform;
  /** The place of that target in `platforms`. */
  target?: number;
  /** The limit that was broken, in the unit that the message names. */
  limit?: number;
  /** The value that broke it. */
  actual?: number;
  /** What to do about it. */
  hint?: string;
  /** Where the rule comes from: a short tag, explained in REFERENCE.md. */
  source?: string;
}

export interface ValidateOptions {
  /**
   * `strict` refuses old names such as `privacyStatus`, with a hint. `lenient` reads them as what they are called now,
   * warns, and gives the rewritten post as `value`.
   * @default 'strict'
   */
  mode?: 'strict' | 'lenient';
  /** `false`: the structure alone, which is the official schema's own verdict. @default true */
  rules?: boolean;
}

/** What is wrong with a post: every issue, not only the first. */
export interface Validation {
  /** Whether there is no error. There may be warnings. */
  valid: boolean;
  issues: Issue[];
  /** The post as it can be sent; only where it is valid. Your own object, or a copy where old names were rewritten. */
  value?: Post;
}

/**
 * Checks a post before it is sent. Takes any value, never throws for one, and needs no network and no key.
 *
 * ```js
 * const { valid, issues } = validatePost(draft);
 * for (const { path, message } of issues) console.log(path.join('.'), message);
 * ```
 */
export function validatePost(post: unknown, options?: ValidateOptions): Validation;
