import { type ActiveGuide, compileGuide } from '#lib/voice/index.ts';

/** node tools/bench/voice.ts: processor time of a check of 2,000 characters (on a shared machine wall time tells of the others), by language and script, with a guide of 300 rules. */
const TEXTS = {
  english:
    'Hi Maya, unfortunately the engineer cannot come today; as per our policy we will refund the amount within three days. ',
  german:
    'Guten Tag Frau Berg, leider kann der Techniker heute nicht kommen; wir erstatten Ihnen den Betrag innerhalb von drei Tagen. ',
  'signs and emoji': '非常抱歉给您带来不便，我们今天无法派工程师。🙂👩‍👩‍👧 ',
  'one long word': 'a',
  'links and handles': 'https://shop.example/a?utm_campaign=x @maya.example #spring ',
};
const LETTERS = 2000;
const ROUNDS = 2000;
const ALL = { channels: [], languages: [] };
const words =
  'unfortunately policy refund amount leider Betrag 非常 抱歉 🙂 kindly asap utilize leverage'.split(' ');
const avoid = Array.from({ length: 300 }, (_, i) => ({
  ...ALL,
  id: `a${i}`,
  words: i < words.length ? [words[i]!] : [`phrase number ${i}`, `begin${i}*`],
  instead: 'other',
  reason: 'shorter',
}));
const say = { ...ALL, id: 'n', words: ['our fault', 'guarant*'], reason: 'legal' };
const guide: ActiveGuide = {
  channel: 'bluesky',
  language: 'en',
  avoid,
  never: [say],
  must: [{ ...say, id: 'm', words: ['sorry'] }],
  promotional: { words: ['special offer'], links: ['shop.example'], campaigns: ['spring'] },
  forms: [
    {
      ...ALL,
      id: 'f',
      leastEase: 60,
      mostSentenceWords: 20,
      mostCharacters: 300,
      leastCharacters: 10,
      greetings: ['Hi {name},'],
      signOffs: ['^{initials}'],
      mostExclamations: 1,
      allowsCapitals: false,
      allowsEmoji: false,
    },
  ],
  noPromotion: 'an open complaint',
  names: { customer: 'Maya', agent: 'Ama Boateng' },
};

const ready = compileGuide(guide);
for (const [name, piece] of Object.entries(TEXTS)) {
  const text = piece.repeat(Math.ceil(LETTERS / piece.length)).slice(0, LETTERS);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = process.cpuUsage();
    ready.check(text);
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1000);
  }
  const settled = times.slice(ROUNDS / 4).sort((a, b) => a - b);
  const at = (share: number) => settled[Math.floor(settled.length * share)]!.toFixed(2);
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, first ${times[0]!.toFixed(2)} ms`);
}
