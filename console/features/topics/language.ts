/** The topics language on one page: what is typed, and the key of the words that explain it. docs/topics-language.md is the whole of it. */
export const CHEAT_SHEET = [
  {
    title: 'words',
    rows: [
      ['refund late', 'both'],
      ['refund OR late', 'either'],
      ['jaguar -car', 'without'],
      ['(refund OR exchange) late', 'brackets'],
    ],
  },
  {
    title: 'exact',
    rows: [
      ['"customer service"', 'phrase'],
      ['"battery fire"~3', 'loose'],
      ['{Apple}', 'case'],
      ['refund*', 'ending'],
      ['wom?n', 'letter'],
      ['order NEAR/2 late', 'near'],
      ['ATLEAST/3 no', 'atLeast'],
    ],
  },
  {
    title: 'signs',
    rows: [
      ['#RefundNow', 'tag'],
      ['@shop.example', 'handle'],
      ['$TSLA', 'cashtag'],
    ],
  },
  {
    title: 'fields',
    rows: [
      ['lang:en', 'lang'],
      ['author:jane.example', 'author'],
      ['to:shop.example', 'to'],
      ['link:example.com', 'link'],
      ['site:forum.example', 'site'],
      ['source:bluesky', 'source'],
      ['kind:(review|comment)', 'kind'],
      ['has:question', 'has'],
      ['is:reply -is:own', 'is'],
      ['followers:[1000 TO *]', 'range'],
      ['time:[-7d TO *]', 'time'],
      ['thread:https://forum.example/t/12', 'thread'],
      ['in:title recall', 'in'],
    ],
  },
] as const;
