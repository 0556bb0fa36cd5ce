// Addresses that others gave, before they become links or pictures: PostPeer's answers, accounts, and posts of strangers.
// `javascript:` runs in this page, `data:` and `blob:` can hold a page that looks like this one.

/** The longest address that becomes a link. Browsers show no more, and no platform has longer ones. */
const LONGEST = 4096;

function parse(value, protocols) {
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  let url;
  try {
    // Without a base: a relative address would lead into this page.
    url = new URL(value);
  } catch {
    return undefined;
  }
  // `https://tiktok.com@evil.example/` reads as an address of TikTok.
  if (!protocols.includes(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url;
}

/** The address of a link, as the browser reads it: http or https, and nothing else. `undefined` for all others. */
export const linkOf = value => parse(value, ['https:', 'http:'])?.href;

/** Names that are reserved for examples lead nowhere: the sandbox uses them, and a browser would only log a failure. */
const isNowhere = ({ hostname }) => /(^|\.)(example|invalid|example\.(com|net|org))$/.test(hostname);

/**
 * The address of a picture or video that others gave: https, as the page's policy loads no other. The previews of files
 * that were chosen here have `blob:` addresses, which the page makes itself and never takes from a post.
 */
export function sourceOf(value) {
  const url = parse(value, ['https:']);
  return url && !isNowhere(url) ? url.href : undefined;
}
