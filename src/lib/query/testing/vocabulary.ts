/** Words that documents are made of and queries ask for; few, so that they meet, in many forms, so that forms are tested. */
export const WORDS: readonly string[] = [
  ...'refund Refund REFUND refunds refunded late Late lately lost order Order orders my the is no not and or near'.split(
    ' ',
  ),
  ...'Café cafe CAFÉ cafe\u0301 café’s résumé resume naïve naive Zürich zurich Straße strasse STRASSE ﬁne fine'.split(
    ' ',
  ),
  ...'İstanbul istanbul ISTANBUL ılık ilik Ελλάς ελλάς ΕΛΛΑΣ ΕΛΛΆΣ ещё еще ЕЩЁ ёлка елка'.split(' '),
  ...`Joe's Joe’s joes don't dont DON’T rock'n'roll O'Neill's 's '80s`.split(' '),
  ...'e-mail email AT&T a.b.c 1,5 1.5 10:30 3d v2 snake_case __init__ x y a b c 100% C++'.split(' '),
  ...'ﾃｽﾄ テスト ｶﾞ が か ガ 東京 京東 東 京 東京タワー 한국 한국어 한 ᄒ\u1161ᆫ 中文字 々 ー'.split(' '),
  ...'ภาษาไทย ลาว ພາສາ ខ្មែរ မြန်မာ हिन्दी हिन्द हन्द தமிழ் বাংলা'.split(' '),
  ...'שלום שָׁלוֹם مرحبا مَرْحَبًا کتاب‌ها كتاب \u200fשלום ქართული Հայերեն አማርኛ ᏣᎳᎩ'.split(' '),
  ...'Ｆｕｌｌ ｆｕｌｌ full 𝓐𝓑𝓒 abc ① ² ½ Ⅷ viii ǅ ß ẞ ss œuf oeuf Å å ø'.split(' '),
  ...'iPhone IPHONE iphone Apple apple APPLE batt\u00adery battery zero\u200bwidth so\u200dft'.split(' '),
];

export const EMOJI: readonly string[] = [
  ...'👍 👍🏽 👍🏿 ❤ ❤️ ❤︎ ☺ 😀 🔥 🔥🔥 ©  ™ ‼ ⁉ 🇩🇪 🇩🇪🇫🇷 🇩 👨‍👩‍👧‍👦 👩🏽‍💻 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ #️⃣ 👁️‍🗨️ 🧑‍🤝‍🧑 🏻'.split(' ').filter(Boolean),
  '\u200d',
  '👨\u200d',
];

export const TAGS: readonly string[] = [
  '#tag',
  '#Tag',
  '#東京',
  '#refund_now',
  '#été',
  '#1',
  '#a-b',
  '##x',
  '#टैग',
];
export const HANDLES: readonly string[] = [
  '@joe',
  '@Joe.Com',
  '@brand.example',
  '@a@b.example',
  '@joe_1',
  'x@y.example',
];
export const CASHTAGS: readonly string[] = ['$TSLA', '$tsla', '$a', '$5', '$BRK.B', 'US$'];
export const LINKS: readonly string[] = [
  'https://a.example/path?q=1#x',
  'http://www.B.Example/refund',
  'https://shop.a.example',
  'www.c.example/late.',
  'https://münchen.example/x',
  'HTTPS://A.EXAMPLE',
  'https://1.2.3.4/x',
  'http://[::1]/',
  'https://',
  'www.',
  'https://t.example/を見て',
];

/** What stands between words. Some of it parts them, some joins them. */
export const BETWEEN: readonly string[] = [
  ...Array.from({ length: 6 }, () => ' '),
  ...". |, |! |? | - |-|/|.|,| “|” | (|) |  |…|、|。||'|’|_|*|\\|\n|\t".split('|'),
  ...'\u00a0\u3000\u200b\u200e\u200f\u2028',
];

/** What breaks programs. */
export const HARD: readonly string[] = [
  '\u0000',
  '\u0007',
  '\ud800',
  '\udc00',
  '\udfff\ud800',
  '\ufffd',
  '\uffff',
  '\u{10ffff}',
  'e\u0301\u0301\u0301\u0301',
  '\u0301',
  '\ufe0f',
  '\u200d\u200d',
  '\u202e',
  '\u2066x\u2069',
  '<<<',
  '>>>',
  '"',
  '{',
  '}',
  '((((',
  '))))',
  "''''",
  '&amp;',
  '\\u0041',
  '%00',
  '\u1160',
  '\u11a8',
  'ﷺ',
  'ŉ',
  '\u0344',
  '\u0f73',
  'x'.repeat(127),
  'x'.repeat(128),
  'x'.repeat(129),
  '👍'.repeat(70),
  'é'.repeat(130),
  '中'.repeat(40),
  'a\u0300'.repeat(100),
];
