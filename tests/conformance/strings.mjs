// Strings that validators get wrong: lengths that differ in UTF-16 and code points, and URIs and times at the edges of
// their grammars.

const WORDS = [
  'launch',
  'day',
  'Neues',
  'vidéo',
  'привет',
  '今日',
  'مرحبا',
  '#dev',
  '@acme',
  'https://ex.co/a',
  '—',
  "it's",
  '"q"',
  '\\',
  '/',
  '~',
  'null',
  'true',
  '0',
];
const ODD = [
  '',
  ' ',
  '\u0000',
  '\n',
  '\r\n',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\u00a0',
  '\ud800',
  '\udc00',
  '\udfff\ud800',
  '😀',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  '1️⃣',
  'e\u0301',
  '\u202e',
  '\u212a',
  '\u017f',
  '𝒳',
  '\uffff',
  '<b>',
  '%00',
  '__proto__',
];

export function word(r) {
  return r.chance(0.15) ? r.pick(ODD) : r.pick(WORDS);
}

/** Returns free text: mostly short, sometimes empty, sometimes too long for any fast path for short strings. */
export function text(r) {
  if (r.chance(0.06)) return '';
  const count = r.chance(0.03) ? r.between(100, 700) : r.between(1, 12);
  let out = word(r);
  for (let i = 1; i < count; i += 1) out += (r.chance(0.9) ? ' ' : '') + word(r);
  return out;
}

export function odd(r) {
  let out = '';
  for (let i = r.between(1, 4); i > 0; i -= 1) out += r.pick(ODD) + (r.chance(0.3) ? r.pick(WORDS) : '');
  return out;
}

const UNITS = ['a', 'é', '字', '😀', '𝒳', '\ud800', '\udc00'];

/**
 * Returns exactly `count` code points: a mixture of characters of one to four bytes, surrogate pairs and lone
 * surrogates.
 */
export function ofLength(r, count) {
  // Most lengths are reached with one repeated character, which is cheap.
  if (count > 0 && r.chance(0.75)) return r.pick(['a', 'é', '字', '😀', '\udc00']).repeat(count);
  const units = [];
  for (let i = 0; i < count; i += 1) {
    const unit = r.pick(UNITS);
    // A low surrogate after a high one would join into one character and change the count.
    units.push(unit === '\udc00' && units[i - 1] === '\ud800' ? 'x' : unit);
  }
  return units.join('');
}

// -- patterns of the schema

const HANDLE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._';

/** Pattern → a matching string, with a given length if the schema limits it. Add each new pattern of the spec here. */
export const MATCHING = {
  '^[A-Za-z0-9._]+$': (r, low, high) => {
    // Names that break lookups in plain objects.
    if (r.chance(0.04)) return r.pick(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '_']);
    let out = '';
    for (let i = r.chance(0.2) ? r.pick([low, high]) : r.between(low, high); i > 0; i -= 1) out += r.pick(HANDLE);
    return out;
  },
  '^urn:li:organization:.+$': r =>
    `urn:li:organization:${r.chance(0.3) ? r.pick([' ', '😀', '\ud800', '\udc00', '\u0085', '\u0000', 'x'.repeat(300)]) : r.below(1e9)}`,
};

/** Pattern → a string near the edge of the pattern, on either side. */
export const NEAR = {
  '^[A-Za-z0-9._]+$': r => {
    const base = MATCHING['^[A-Za-z0-9._]+$'](r, 1, 12);
    const bad = r.pick([
      '@',
      '-',
      ' ',
      '\n',
      '\u212a',
      '\u017f',
      'é',
      '😀',
      '\u0000',
      '/',
      ':',
      '`',
      '[',
      '{',
      '^',
      '\ud800',
    ]);
    return r.pick([`${base}${bad}`, `${bad}${base}`, `${base}${bad}${base}`, bad, '']);
  },
  '^urn:li:organization:.+$': r =>
    r.pick([
      'urn:li:organization:',
      'urn:li:organization:\n',
      'urn:li:organization:1\n',
      'urn:li:organization:\r',
      'urn:li:organization:a\u2028',
      'urn:li:organization:\u2029a',
      'urn:li:organization:\u0085',
      'urn:li:organization:\u000b',
      'urn:li:organization:a\nb',
      'urn:li:organization:\ud83d',
      'urn:li:organization:😀',
      'urn:li:organization:\u0000',
      'urn:li:organization::',
      ' urn:li:organization:1',
      'URN:li:organization:1',
      'urn:li:person:1',
      'urn:li:organizatio',
      'urn:li:organization',
      'urn:li:organizatıon:1',
      'xurn:li:organization:1',
      '\nurn:li:organization:1',
      `urn:li:organization:${'y'.repeat(5000)}`,
      `urn:li:organization:${'y'.repeat(5000)}\n`,
      '',
    ]),
};

// -- uri

const SCHEMES = [
  'https',
  'http',
  'HTTPS',
  'hTTp',
  'ftp',
  'mailto',
  'data',
  'urn',
  'blob',
  'x',
  'a+b',
  'a-b',
  'a.b',
  'h2',
];
const BAD_SCHEMES = [
  '',
  '1a',
  '+a',
  'ht tp',
  'ht_tp',
  '\u212a',
  '\u017f',
  'é',
  '-',
  '.',
  'http%41',
  '\ud800',
  'ht\ntp',
  ' http',
  'https\u0000',
];
const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~';
const DELIMITERS = "!$&'()*+,;=:@/?";
const NOISE = [
  '"',
  '<',
  '>',
  '^',
  '`',
  '{',
  '|',
  '}',
  '\\',
  '[',
  ']',
  '%',
  '%2',
  '%g0',
  '%0g',
  '%%41',
  '%41',
  '%fF',
  '#',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u0000',
  '\u007f',
  'é',
  '\u212a',
  '\u017f',
  '\u0131',
  '😀',
  '\ud800',
  '\udc00',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '/',
  '//',
  ':',
  '::',
  '@',
  '?',
  '.',
  '[::1]',
  '.256',
];

function run(r, max, letters) {
  let out = '';
  for (let i = r.below(max + 1); i > 0; i -= 1)
    out += r.chance(0.04) ? `%${r.pick('0123456789abcdefABCDEF')}${r.pick('0123456789abcdefABCDEF')}` : r.pick(letters);
  return out;
}

function ipv4(r) {
  const part = () =>
    r.chance(0.75)
      ? String(r.below(256))
      : r.pick([
          '00',
          '01',
          '001',
          '0255',
          '256',
          '260',
          '300',
          '999',
          '1000',
          '',
          'a',
          '255',
          '249',
          '250',
          '199',
          '200',
          '099',
          '٣',
        ]);
  return Array.from({ length: r.chance(0.9) ? 4 : r.between(1, 6) }, part).join('.');
}

function ipv6(r) {
  const group = () => {
    if (r.chance(0.06)) return r.pick(['', 'g', '12345', '00000', '-1', 'FFFF', '\uff11']);
    let out = '';
    for (let i = r.between(1, 4); i > 0; i -= 1) out += r.pick('0123456789abcdefABCDEF');
    return out;
  };
  const groups = n => Array.from({ length: n }, group).join(':');
  const tail = r.chance(0.25) ? ipv4(r) : '';
  const joined = head => (tail ? (head ? `${head}${head.endsWith(':') ? '' : ':'}${tail}` : tail) : head);
  if (r.chance(0.3)) return joined(groups(r.chance(0.7) ? (tail ? 6 : 8) : r.between(1, 10)));
  const left = groups(r.below(8));
  const right = groups(r.below(8));
  return joined(`${left}${r.chance(0.95) ? '::' : r.pick([':::', ':', '::::'])}${right}`);
}

function host(r) {
  const kind = r.below(10);
  if (kind < 3)
    return r.pick([
      'example.com',
      'cdn.example.com',
      'localhost',
      'EXAMPLE.com',
      'xn--bcher-kva.example',
      'a_b',
      'ex%C3%A9',
      'bücher.example',
      '',
    ]);
  if (kind < 4) return ipv4(r);
  if (kind < 8) {
    const inner = r.chance(0.12)
      ? r.pick([
          'v1.a',
          'V1F.a:b',
          'v.a',
          'v1.',
          'vg.a',
          'V1.é',
          'fe80::1%25en0',
          'fe80::1%eth0',
          '',
          '::1',
          '::',
          ':',
          '1.2.3.4',
        ])
      : ipv6(r);
    return r.chance(0.94)
      ? `[${inner}]`
      : r.pick([`[${inner}`, `${inner}]`, `[[${inner}]]`, inner, `[ ${inner}]`, `[${inner}]x`]);
  }
  return run(r, 12, PLAIN + "!$&'()*+,;=");
}

/** Returns a URI made of pieces. Most are valid, the rest are wrong in one place. */
export function uriLike(r) {
  let out = r.chance(0.94) ? r.pick(SCHEMES) : r.pick(BAD_SCHEMES);
  out += r.chance(0.97) ? ':' : '';
  out += r.chance(0.8) ? '//' : r.pick(['', '/', '///', '\\\\', '////']);
  if (r.chance(0.2)) out += `${run(r, 6, PLAIN + "!$&'()*+,;=:")}@`;
  out += host(r);
  if (r.chance(0.25)) out += `:${r.pick(['', '80', '8080', '99999', '8a', '-1', '٣', ' 1', '0'])}`;
  for (let i = r.below(4); i > 0; i -= 1) out += `/${run(r, 6, PLAIN + "!$&'()*+,;=:@")}`;
  if (r.chance(0.3)) out += `?${run(r, 8, PLAIN + DELIMITERS)}`;
  if (r.chance(0.2)) out += `#${run(r, 8, PLAIN + DELIMITERS)}`;
  return r.chance(0.3) ? disturbed(r, out, NOISE) : out;
}

const EDGE_ADDRESSES = [
  'a:/',
  'a:b',
  'a://',
  'mailto:a@b.c',
  'http:/x',
  'HTTP://[::1]/',
  'x://[1:2:3:4:5:6:1.2.3.4]:',
  'x://[vF.:]',
  'a:///',
  'a://b:',
  "a://!$&'()*+,;=",
  'a://b?/?',
  'a://b#/?',
  'a+b-c.9:%41',
  'a://%00@b',
];

/** Returns a URI that the format of the schema accepts, sometimes a known edge case. */
export function uri(r) {
  if (r.chance(0.08)) return r.pick(EDGE_ADDRESSES);
  let out = `${r.pick(['https', 'http', 'HTTPS', 'ftp'])}://`;
  if (r.chance(0.05)) out += 'user:pa%20ss@';
  out += r.chance(0.06)
    ? r.pick(['[::1]', '[2001:db8::7]', '[::ffff:1.2.3.4]', '[v1.x]', '127.0.0.1'])
    : r.pick(['example.com', 'cdn.example.com', 'media.example.org', 'localhost']);
  if (r.chance(0.1)) out += ':8080';
  for (let i = r.below(4); i > 0; i -= 1) out += `/${run(r, 9, PLAIN + "!$&'()*+,;=:@")}`;
  if (r.chance(0.2)) out += `?${run(r, 12, PLAIN + DELIMITERS)}`;
  if (r.chance(0.1)) out += `#${run(r, 6, PLAIN + DELIMITERS)}`;
  if (r.chance(0.02)) out += `${out.includes('?') || out.includes('#') ? '' : '/'}${'p'.repeat(r.between(150, 3000))}`;
  return out;
}

/** One to three small errors: a character inserted, removed, doubled or replaced. */
export function disturbed(r, string, pool) {
  let out = string;
  for (let i = r.between(1, 3); i > 0; i -= 1) {
    const at = r.below(out.length + 1);
    switch (r.below(5)) {
      case 0:
        out = out.slice(0, at) + out.slice(at + 1);
        break;
      case 1:
        out = out.slice(0, at) + r.pick(pool) + out.slice(at + 1);
        break;
      case 2:
        out = out.slice(0, at) + out.slice(at, at + 1) + out.slice(at);
        break;
      case 3:
        out = r.chance(0.5) ? out + r.pick(pool) : r.pick(pool) + out;
        break;
      default:
        out = out.slice(0, at) + r.pick(pool) + out.slice(at);
    }
  }
  return out;
}

// -- date-time

const two = n => String(n).padStart(2, '0');
const SEPARATORS = [
  'T',
  't',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u000b',
  '\f',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '\u2029',
  '\u2003',
  '\u3000',
  '\u1680',
  '\u200b',
  '\u0085',
  '\u180e',
  '_',
  '',
  'TT',
  'T ',
  '  ',
];
const TIME_NOISE = [
  '0',
  '9',
  ':',
  '.',
  '-',
  '+',
  'Z',
  'z',
  'T',
  't',
  ' ',
  '\n',
  '٣',
  '\uff11',
  '\u2212',
  '\u0000',
  '😀',
  ',',
  '/',
  '\ud800',
];

/** Returns a time made of edge cases: leap days and seconds, every kind of offset, hours past midnight. */
export function dateTimeLike(r) {
  const year = r.chance(0.5)
    ? r.between(1990, 2040)
    : r.pick([0, 1, 4, 100, 400, 1900, 2000, 2100, 2400, 9999, 1904, 1600, 1700]);
  let month = two(r.chance(0.9) ? r.between(1, 12) : r.pick([0, 13, 99, 1, 2]));
  let day = two(r.chance(0.5) ? r.between(1, 28) : r.pick([0, 28, 29, 30, 31, 32, 99]));
  if (r.chance(0.15)) [month, day] = ['02', r.pick(['28', '29', '30'])];
  const yyyy = r.chance(0.97)
    ? String(year).padStart(4, '0')
    : r.pick(['24', '02024', '-2024', '+2024', '202', '٢٠٢٤']);
  const separator = r.chance(0.8) ? 'T' : r.pick(SEPARATORS);
  return (r.chance(0.15) ? s => disturbed(r, s, TIME_NOISE) : s => s)(`${yyyy}-${month}-${day}${separator}${clock(r)}`);
}

function clock(r) {
  // A leap second is valid only at 23:59:60 UTC, so hour, minute and offset are drawn together half the time.
  const offsetHours = r.chance(0.7) ? r.between(0, 14) : r.pick([0, 22, 23, 24, 25, 99]);
  const offsetMinutes = r.chance(0.6) ? r.pick([0, 30, 45]) : r.pick([1, 15, 58, 59, 60, 61, 99]);
  const sign = r.pick(['+', '-']);
  let hour = r.chance(0.85) ? r.below(24) : r.pick([23, 24, 25, 47, 46, 0, 99]);
  let minute = r.chance(0.85) ? r.below(60) : r.pick([59, 60, 61, 0, 99]);
  const withOffset = r.chance(0.5);
  if (r.chance(0.4)) {
    const direction = sign === '-' ? -1 : 1;
    const instant = r.pick([23 * 60 + 59, 23 * 60 + 58, 0, -1, 24 * 60, 24 * 60 - 61]);
    const local = instant + (withOffset ? direction * (offsetHours * 60 + offsetMinutes) : 0);
    const wrapped = r.chance(0.5) ? ((local % 1440) + 1440) % 1440 : Math.max(0, local);
    hour = Math.floor(wrapped / 60);
    minute = wrapped % 60;
    // The same instant with an offset of more than sixty minutes.
    if (r.chance(0.1) && hour > 0) [hour, minute] = [hour - 1, minute + 60];
  }
  const second = r.chance(0.5) ? r.below(60) : r.pick([59, 60, 60, 60, 61, 99, 0]);
  const fraction = r.chance(0.65)
    ? ''
    : r.pick([
        '.0',
        '.1',
        '.123',
        '.999',
        '.999999999',
        '.99999999999999',
        '.999999999999999',
        '.9999999999999999',
        '.99999999999999999999',
        '.',
        '.a',
        ',5',
        '.000000000000000000000001',
        '.5.5',
        `.${'0'.repeat(300)}1`,
        `.${'9'.repeat(400)}`,
      ]);
  const offset = withOffset
    ? `${r.chance(0.95) ? sign : r.pick(['\u2212', '', '±', ' +'])}${two(offsetHours)}${r.pick([':', '', ':'])}${r.chance(0.85) ? two(offsetMinutes) : r.pick(['', '0', '000'])}`
    : r.pick(['Z', 'Z', 'z', '', 'ZZ', ' Z', 'UTC', 'Z[UTC]', 'Z\n']);
  return `${r.chance(0.97) ? two(hour) : r.pick(['1', '001', ''])}:${two(minute)}${r.chance(0.96) ? `:${two(second)}` : r.pick(['', ':5', ':005'])}${fraction}${offset}`;
}

const EDGE_TIMES = [
  '2016-12-31T23:59:60Z',
  '2016-12-31T15:59:60.5-08:00',
  '2017-01-01T05:29:60+0530',
  '2024-01-01T24:59:00+01:00',
  '2000-02-29 00:00:00+00',
  '2024-02-29\u00a000:00:00z',
  '0000-01-01T00:00:00.000000000000000000001Z',
  '2024-01-01T00:00:58.99999999999999999999+00:01',
  '9999-12-31t23:59:59-23:59',
];

/** Returns a time that the format of the schema accepts, sometimes a known edge case. */
export function dateTime(r) {
  if (r.chance(0.08)) return r.pick(EDGE_TIMES);
  const day = r.chance(0.05)
    ? '2028-02-29'
    : `${r.between(2000, 2060)}-${two(r.between(1, 12))}-${two(r.between(1, 28))}`;
  const fraction = r.chance(0.7) ? '' : r.pick([`.${r.between(0, 999)}`, '.999999999999999', `.${'0'.repeat(40)}1`]);
  // Before half past, a fraction that rounds up stays far from the leap second.
  const second = two(r.below(30));
  const offset = r.chance(0.6)
    ? r.pick(['Z', 'z'])
    : `${r.pick(['+', '-'])}${two(r.below(24))}${r.pick([':00', ':30', '45', ':59', ''])}`;
  const separator = r.chance(0.85) ? 'T' : r.pick(['t', ' ', '\t', '\u00a0', '\ufeff', '\u2028', '\u3000']);
  return `${day}${separator}${two(r.below(24))}:${two(r.below(60))}:${second}${fraction}${offset}`;
}
