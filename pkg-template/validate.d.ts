import type { MediaFacts } from './media.js';
import type { IssueCode, MediaItem, Platform, Post } from './types.js';

export * from './types.js';

/**
 * The values that the texts of an issue are made of, by the names of their placeholders. Those that do not apply are
 * absent.
 */
export interface IssueParams {
  /** The last key of the path, with the index after it: `title`, `mediaItems[0]`. `The post` if the path is empty. */
  key: string;
  /** The platform's name for people; `PostPeer` for what concerns the post as a whole. */
  platform: string;
  /** The limit, as in `limit` of the issue. */
  limit?: number;
  /** The value that broke it, as in `actual` of the issue. */
  actual?: number;
  /** The names that the message lists: allowed values, the wanted type, or the new name of a field. */
  names?: string[];
  /** The type of the value, or the suggested name. */
  found?: string;
  /** The words that the rule adds: a unit, a reason, a form. */
  detail?: string;
  [name: string]: unknown;
}

/** An error in a post, or a warning about it. */
export interface Issue {
  /** An error is a definite refusal; a warning never keeps a post from being sent. */
  severity: 'error' | 'warning';
  /**
   * Stable name of the kind of issue, such as `too_long` or `format.uri`. All are listed in REFERENCE.md. A later
   * version may have more, and a `validate` function of your own may give its own: so it may be any string.
   */
  code: IssueCode | (string & {});
  /**
   * The path in the post: `['platforms', 1, 'platformSpecificData', 'title']`. It ends in a missing or unknown
   * field. Empty if the post itself is not a plain object.
   */
  path: (string | number)[];
  /** A sentence for people, in English unless `messages` has another language. */
  message: string;
  /** The values that `message` and `hint` are made of. Issues of a `validate` function of your own may have none. */
  params?: IssueParams;
  /** The platform, where the issue concerns one target, or several of one platform. */
  platform?: Platform;
  /** The place of that target in `platforms`, where it is exactly one. */
  target?: number;
  /**
   * The places of the targets in `platforms`, where several share the fault: such as an attachment that none of a
   * platform's targets can take. Read-only: issues may have the list in common.
   */
  targets?: number[];
  /** The limit that was broken, in the unit that the message names. */
  limit?: number;
  /** The value that broke it. */
  actual?: number;
  /** The way to fix it. */
  hint?: string;
  /** The source of the rule: a short tag, explained in REFERENCE.md. */
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
  /**
   * The post replaces one that waits for its time (`posts.scheduled.edit`): a time that is left out stays, and nothing
   * is said of attachments that are left out. @default false
   */
  edit?: boolean;
  /** The current time, to recognise times that are past. @default the host's clock */
  now?: Date | number;
  /**
   * The result of `tiktok.getCreatorInfo`, or its `data`, by account id. TikTok targets are checked against what the
   * creator may do.
   */
  creatorInfo?: Record<string, TikTokCreatorInfo | { data?: unknown } | undefined>;
  /**
   * The result of `probeMedia`, by the `url` of the item. Files are checked against every platform's limits. A file
   * without facts, or a limit whose fact is missing, gives no issue.
   */
  media?: Record<string, Partial<MediaFacts> | undefined>;
  /**
   * Texts in place of the English ones; of a list the later ones win.
   *
   * By code: `'*.too_long'` stands for every code that ends so. `{key}`, `{limit}`, `{actual}`, `{platform}`,
   * `{names}`,
   * `{found}` and `{why}` (also `{detail}`) are filled in, as REFERENCE.md explains them. A function gives the whole
   * sentence; its issue has everything else.
   *
   * By id, as a locale has them: `too_long`, `rule.too_long`, `detail.characters`. Ids that it lacks fall back to
   * English.
   */
  messages?: IssueMessages | readonly (IssueMessages | undefined)[];
}

/** A sentence for an issue; a sentence with a hint; or a function that makes the sentence. */
export type IssueMessage = string | { message?: string; hint?: string } | ((issue: Issue) => string);

/** Texts of issues by code or id. */
export type IssueMessages = Partial<Record<IssueCode, IssueMessage>> & Record<string, IssueMessage>;

/** TikTok's permissions of a creator, as `tiktok.getCreatorInfo` gives them in `data`. */
export interface TikTokCreatorInfo {
  creatorUsername?: string | null;
  creatorNickname?: string | null;
  creatorAvatarUrl?: string | null;
  privacyLevelOptions: string[];
  commentDisabled: boolean;
  duetDisabled: boolean;
  stitchDisabled: boolean;
  maxVideoPostDurationSec: number;
}

/**
 * Every issue of a post at once: up to 1,000, errors first. A fault in what several targets of a platform share (text
 * or attachments) is one issue. Rules check the first 10,000 targets and posts of a thread.
 */
export type Validation =
  | {
      /** No errors. There may be warnings. */
      valid: true;
      /** Warnings. */
      issues: Issue[];
      /** The number of issues that were left out, because there are more than 1,000. */
      truncated: number;
      /** The post as it can be sent: your own object, or a copy where old names were rewritten. */
      value: Post;
    }
  | {
      /** One or more errors. */
      valid: false;
      /** Errors, then warnings. */
      issues: Issue[];
      /** The number of issues that were left out, because there are more than 1,000. */
      truncated: number;
      value?: undefined;
    };

/**
 * Checks a post before it is sent. Takes any value, never throws for one, and needs no network and no key.
 *
 * ```js
 * const { valid, value, issues } = validatePost(draft);
 * for (const { path, message } of issues) console.log(path.join('.'), message);
 * if (valid) await client.posts.create({ body: value });
 * ```
 */
export function validatePost(post: unknown, options?: ValidateOptions): Validation;

export interface CountOptions {
  /** The kind of TikTok post: the title of a photo post is shorter than the text of a video. @default 'video' */
  media?: 'photo' | 'video';
  /** X: the post has `longPost`. @default false */
  longPost?: boolean;
}

/** The length of a text and its limit. */
export interface Count {
  used: number;
  limit: number;
  /** Negative where the text is too long. */
  remaining: number;
  /**
   * The unit of the count. Where a platform says only "characters": `graphemes`, the characters that a reader sees.
   * `weighted` is X's way, `threads` counts an emoji as its bytes.
   */
  unit: 'graphemes' | 'codePoints' | 'utf16' | 'bytes' | 'weighted' | 'threads';
  /** The index in the string from which on it does not fit; absent where all of it does. */
  overAt?: number;
  /** The platform's other limits, further from being reached: Bluesky has one of characters and one of bytes. */
  others?: Count[];
}

/**
 * The length of a text and the platform's limit, as the platform counts; of all platforms, if none is named. Quick
 * enough for every key press. An unknown platform, or a text that is not a string, is a `TypeError`.
 */
export function countText(text: string, platform: Platform, options?: CountOptions): Count;
export function countText(text: string, platform?: undefined, options?: CountOptions): Record<Platform, Count>;
export function countText(text: string, platform?: Platform, options?: CountOptions): Count | Record<Platform, Count>;

/** The content that one target will publish. */
export interface ResolvedTarget {
  platform: Platform;
  accountId: string;
  /** The text after overrides; empty where the platform takes none. */
  text: string;
  mediaItems: MediaItem[];
  /** The options with PostPeer's defaults filled in. */
  options: Record<string, unknown>;
  /** The length of the text and the platform's limit. */
  counts: Count;
}

/** The content that one target of a draft would publish, as far as the draft has it. */
export interface ResolvedDraft extends Omit<ResolvedTarget, 'platform' | 'accountId' | 'counts'> {
  platform?: Platform | (string & {});
  accountId?: string;
  /** Absent where PostPeer has no such platform. */
  counts?: Count;
}

/**
 * The content that each target will really publish, and the exact text of the request's body. Takes drafts that are
 * not valid yet: parts that they lack are missing from the result. A value that is not an object, or cannot be written
 * as JSON, is a `TypeError`.
 */
export function resolvePost(post: Post, options?: ValidateOptions): { targets: ResolvedTarget[]; body: string };
export function resolvePost(post: object, options?: ValidateOptions): { targets: ResolvedDraft[]; body: string };

export interface TikTokToggle {
  /** Off until the creator switches it on. */
  checked: boolean;
  /** The creator has it turned off in TikTok: show it, but do not let it be switched on. */
  disabled: boolean;
}

/** The contents of a TikTok form. */
export interface TikTokForm {
  creator: { username: string | null; nickname: string | null; avatarUrl: string | null };
  privacyLevel: {
    /** The creator must choose: nothing is chosen beforehand. */
    value: null;
    /** Branded content cannot be private: `withBrandedContent` says which levels go with it. */
    options: { value: string; label: string; withBrandedContent: boolean }[];
  };
  comment: TikTokToggle;
  duet: TikTokToggle & { videosOnly: true };
  stitch: TikTokToggle & { videosOnly: true };
  /** The longest video in seconds. */
  maxDurationSec: number;
}

/** The choices, locks and longest duration of a TikTok form, from what `tiktok.getCreatorInfo` answers. */
export function tiktokForm(creatorInfo: TikTokCreatorInfo | { data?: unknown }): TikTokForm;

/** The post as a Standard Schema, for form libraries and routers; `libraryOptions` are those of `validatePost`. */
export const postSchema: {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'postpeer-wasm';
    readonly validate: (
      value: unknown,
      options?: { readonly libraryOptions?: ValidateOptions | undefined },
    ) => { readonly value: Post; readonly issues?: undefined } | { readonly issues: readonly Issue[] };
    readonly types?: { readonly input: Post; readonly output: Post } | undefined;
    readonly jsonSchema: {
      readonly input: (options: { readonly target: string }) => Record<string, unknown>;
      readonly output: (options: { readonly target: string }) => Record<string, unknown>;
    };
  };
};
