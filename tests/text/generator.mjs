// Seeded texts that are unkind to counters: pieces that mean something to clusters, emoji, links or weights, in orders
// that nobody writes.

/** A small generator of 32 bits (mulberry32), so that a seed is a text for ever. */
export function random(seed) {
  let state = seed >>> 0;
  return limit => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

/** What clusters are made of: every break class, and each rule's ways to go wrong. */
export const CLUSTER_PIECES = [
  'a', 'Z', '9', ' ', '~', '\r', '\n', '\r\n', '\t', '\0', '\x7F', '\u00AD', '\u0085', '\u2028', '\uFEFF', '\uFFFD',
  '\u0300', '\u0308', '\u0345', '\u05B0', '\u200C', '\u200D', '\uFE0E', '\uFE0F', '\u20E3', '\u0903', '\u0E33', '\u093E',
  '\u0600', '\u06DD', '\u0D4E', '\u{110BD}', '\u{11A3A}',
  '\u1100', '\u115F', '\uA97C', '\u1160', '\u11A2', '\uD7B0', '\u11A8', '\uD7FB', '\uAC00', '\uAC01', '\uD7A3', '\uD788',
  '\u0915', '\u0937', '\u0930', '\u094D', '\u093C', '\u0995', '\u09CD', '\u0C15', '\u0C4D', '\u1780', '\u17D2', '\u1B13', '\u1B44', '\u1000', '\u1039',
  '\u{1F1E6}', '\u{1F1FA}', '\u{1F1F8}', '\u{1F1FF}', '😀', '👩', '👨', '🧑', '❤', '❤\uFE0F', '©', '☝', '👍', '🏽', '🏿', '💻', '🔥', '🏴', '\u{E0067}', '\u{E0062}', '\u{E007F}',
  '#', '*', '1', '1\uFE0F\u20E3', '\u{1FAFF}', '\u{1F8FF}', '故', 'é', 'ß', 'ø', '\u0378', '\u{E0001}', '\u{E01EF}', '\u{10FFFF}', '\u{20000}',
];

const EMOJI = [
  '👨‍👩‍👧‍👦', '👨‍👩‍👦', '👩‍👧', '🧑‍🧑‍🧒', '🧑🏿‍💻', '👩‍🔬', '🙋🏽‍♂️', '🙋‍♂️', '🕵️‍♀️', '🕵🏽‍♀️', '🏳️‍🌈', '🏳️‍⚧️', '🏴‍☠️', '👁️‍🗨️', '❤️‍🔥', '🐈‍⬛', '🫱🏻‍🫲🏿', '👩🏽‍❤️‍💋‍👨🏻',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇺🇸', '🇩🇪', '🇦🇦', '1️⃣', '#⃣', '☝🏽', '☝️🏽', '👍🏽', '⛷🏽', '♾️', '♾', '🫠', '🤌🏽', '🥹', '⚧️', '✅', '✅️', '⌚️', '🀄️', '©️', '®', '‼️', '〰️', '🅰️', '😀️', '👍️',
];

const HOSTS = [
  'example', 'Foo', 'a', 'x1', 'b-c', '-d', 'e-', 'f_g', '_', 'xn--', 'xn--p1ai', 'XN--a', 't', 'bücher', 'ǆ', 'ɛ', 'ι', '日本', 'пример', '中', '"', '`', '😀', '\u200B', '\u200D',
  'twitter.com', 'example.co.uk', 'a.b.c.de', 't.co', 'пример.рф', 'みんな', 'q'.repeat(63), 'q'.repeat(64), '字'.repeat(20), 'あいうえおかきくけこ',
];
const ENDS = [
  '.com', '.co', '.uk', '.zz', '.c', '.COM', '.onion', '.travel', '.museum', '.xn--p1ai', '.рф', '.РФ', '.みんな', '.中国', '.中文网', '.भारतम्', '.भारत', '.嘉里大酒店', '.vermögensberatung', '.한국', '.ελ', '.հայ',
  '.aaa', '.zuerich', '.international', '.comx', '.com1', '.com-', '.com_', '.com@', '.com+', '.', '..', '. ',
];
const BETWEEN = [
  'http://', 'https://', 'HTTP://', 'hTTpS://', 'ftp://', 'http:/', '://', '//', '/', ':', ':80', ':x', '?', '?a=b', '?a!', '#', '@', '＠', '$', '＃', '-', '_', '(', ')', '(a)', '(a(b)c)', '()', '((a))', ',', ';', '!', "'", '"',
  '&', '=', '+', '%20', '~', '|', '[', ']', '{', '<', '>', '*', '\\', '^', ' ', '\n', '\t', '\u00A0', '\u3000', '\u2028', '\u202A', '\u200E', '\u2066', '\u061C', '\uFEFF', '\uFFFE', '\uFFFF', '–', '—', '…',
  'path', '@user/', 'é', 'ñ', 'и', '/a/b?c=d#e', '/w_(x)', 't.co/abc', 't.co/abc?x=y', 'https://t.co/abcDEF123', 'https://t.co/' + 'a'.repeat(40), 'https://t.co/' + 'a'.repeat(41), 'rt', '1', '9',
];

/** What X's weights depend on. */
export const X_PIECES = [
  ...EMOJI, ...EMOJI, ...HOSTS, ...HOSTS, ...ENDS, ...ENDS, ...BETWEEN, ...BETWEEN,
  '\u200D', '\uFE0F', '\uFE0E', '🏽', '♂️', '故', '한', 'ა', 'ᄀ', '€', '™', '‘', '\u2033', '\u2038', '\u2010', '\u200F', 'é', 'ß', 'word', 'two words',
];

/** Any scalar value, with a taste for the planes that have letters. */
export function scalar(next) {
  const plane = next(10);
  const c = plane < 5 ? next(0x3200) : plane < 8 ? next(0x10000) : plane < 9 ? 0x10000 + next(0x10000) : next(0x110000);
  return String.fromCodePoint(c >= 0xd800 && c < 0xe000 ? c - 0xd800 : c);
}

/** `count` texts from `pieces`, the same for the same seed. */
export function texts(seed, count, pieces, most = 24) {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    let text = '';
    for (let n = next(most) + 1; n > 0; n--) {
      text += next(16) === 0 ? scalar(next) : next(24) === 0 ? 'x'.repeat(next(40)) : pieces[next(pieces.length)];
    }
    return text;
  });
}

