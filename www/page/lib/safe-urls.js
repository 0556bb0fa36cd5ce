// Untrusted URLs, checked before they become links or images: they come from PostPeer's responses, from accounts and
// from other people's posts. `javascript:` URLs run in this page; `data:` and `blob:` URLs can imitate it.

/** Longer URLs do not become links. No platform has longer ones. */
const MAX_LENGTH = 4096;

function parse(value, protocols) {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return undefined;
  let url;
  try {
    // Without a base URL: a relative URL would lead into this page.
    url = new URL(value);
  } catch {
    return undefined;
  }
  // `https://tiktok.com@evil.example/` looks like a URL of TikTok.
  if (!protocols.includes(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return url;
}

/** Returns the http(s) URL of a link, as the browser parses it, or `undefined`. */
export const linkUrl = value => parse(value, ['https:', 'http:'])?.href;

/** Hosts reserved for examples do not resolve. The sandbox uses them, and a browser would log a failed request. */
const isReserved = ({ hostname }) => /(^|\.)(example|invalid|example\.(com|net|org))$/.test(hostname);

/**
 * Returns the URL of an image or video, or `undefined`. Only https, because the Content-Security-Policy allows nothing
 * else. Previews of local files have `blob:` URLs, which the page creates itself and never takes from a post.
 */
export function mediaUrl(value) {
  const url = parse(value, ['https:']);
  return url && !isReserved(url) ? url.href : undefined;
}
