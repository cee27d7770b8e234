import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { TextReader } from '#lib/model/index.ts';
import { CueReader } from './cue-reader.ts';
import { CUES } from './cues/cue.ts';
import { readLexicon, readLexicons } from './cues/index.ts';
import { reasonsIn } from './reasons.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const reader = new TextReader();
const cues = new CueReader();

function cuesOf(text: string): string[] {
  reader.read(text);
  cues.read(reader);
  return Array.from({ length: cues.found }, (_, i) => {
    const words = text.slice(reader.starts[cues.firstTokens[i]!], reader.ends[cues.lastTokens[i]!]);
    return `${cues.isNegated[i] === 1 ? 'no ' : ''}${CUES[cues.cues[i]!]!}: ${words}`;
  });
}

const examples: [string, string][] = [
  ['been ON HOLD 2hrs', 'waiting: ON HOLD'],
  ['it’s been 3 weeks', 'waiting: been 3 weeks'],
  ['waiting two weeks later', 'waiting: two weeks later'],
  ['you charged me twice!', 'money: charged me twice'],
  ['refundssss please', 'money: refundssss'],
  ['£40 is gone', 'amount: £40'],
  ['My charger caught fire', 'safety: caught fire'],
  ['there is no smoke at all', 'no safety: smoke'],
  ['we got stuck on the motorway', 'stranded: stuck on'],
  ['Ich sitze hier fest', 'stranded: sitze hier fest'],
  ['plus d’internet ni télé', 'outage: d’internet'],
  ['Me cobraron dos veces', 'money: cobraron dos veces'],
  ['não funciona mais', 'failing: não funciona'],
  ['je veux être remboursée', 'money: remboursée'],
  ['Ik wil mijn GELD TERUG', 'money: GELD TERUG'],
];
for (const [text, expected] of examples)
  test(`“${text}” has ${expected}`, () => {
    const found = cuesOf(text);
    const [cue, words] = expected.split(': ') as [string, string];
    assert.ok(
      found.some((one) => one.startsWith(`${cue}: `) && one.includes(words)),
      found.join(' | '),
    );
  });

test('a phrase does not reach over the end of a sentence, nor does a no', () => {
  assert.ok(!cuesOf('stuck. at home').some((one) => one.startsWith('stranded')));
  assert.ok(cuesOf('No! Smoke everywhere').includes('safety: Smoke'));
});

test('the longer phrase counts, and once', () => {
  const found = cuesOf('they charged me twice').filter((one) => one.startsWith('money'));
  assert.deepEqual(found, ['money: charged me twice']);
});

test('every phrase of every language is found in a text that says it', () => {
  let phrases = 0;
  const lost: string[] = [];
  for (const lexicon of readLexicons())
    for (const [cue, list] of Object.entries(lexicon))
      for (const phrase of list.split(',')) {
        const words = phrase
          .trim()
          .split(/\s+/)
          .map((word) => word.split('|')[0]!.replace('*', 'xx').replace('#', '7'));
        const text = words
          .map((word) => (word === '..' ? 'so' : word))
          .join(' ')
          .replaceAll('@', '@ana');
        if (text === '') continue;
        phrases++;
        const found = cuesOf(text.toUpperCase());
        if (!found.some((one) => one.replace(/^no /, '').startsWith(`${cue}: `)))
          lost.push(`${cue}: ${text}`);
      }
  assert.deepEqual(lost, []);
  assert.ok(phrases > 3000, String(phrases));
});

test('a reason is shown by its longest words, and phrases that touch are one', () => {
  const reasons = (text: string) => {
    cuesOf(text);
    return reasonsIn(reader, cues).map(
      ({ reason, span }) => `${reason}: ${text.slice(span.start, span.end)}`,
    );
  };
  assert.deepEqual(reasons('We are stranded at the airport'), ['stranded: stranded at the airport']);
  assert.deepEqual(reasons('no smoke, no fire'), []);
  assert.deepEqual(reasons('no refund yet'), ['money: refund']);
  assert.deepEqual(reasons('nothing to see'), []);
});

test('whatever people write is read, quickly, and every find lies in the text', () => {
  const word = fc.constantFrom(
    'stuck',
    'at',
    'made',
    'so',
    'ill',
    '.',
    '2hrs',
    '🔥',
    '@a',
    '\ud800',
    'ß',
    '؟',
    'refund',
    '…',
  );
  fc.assert(
    fc.property(fc.oneof(anyText(), fc.array(word, { maxLength: 300 })), (said) => {
      const text = Array.isArray(said) ? said.join(' ') : said;
      cuesOf(text);
      for (let i = 0; i < cues.found; i++) {
        assert.ok(cues.firstTokens[i]! <= cues.lastTokens[i]!);
        assert.ok(reader.ends[cues.lastTokens[i]!]! <= text.length);
      }
    }),
  );
  const startedAt = process.cpuUsage();
  for (const hostile of [
    'made so so so '.repeat(3000),
    'in '.repeat(10_000),
    '# hours '.repeat(4000),
    'x'.repeat(32_000),
  ])
    cuesOf(hostile);
  const { user, system } = process.cpuUsage(startedAt);
  assert.ok(user + system < 2_000_000, `${user + system} µs`);
});

test('a file of phrases is read by its cues, and a slip in it is told', () => {
  assert.deepEqual(readLexicon('[money]\nrefund*,\nmy money\n\n[spam]\nwin a\n'), {
    money: 'refund*,\nmy money',
    spam: 'win a',
  });
  assert.equal(readLexicons().length, 8);
  assert.throws(() => readLexicon('[monies]\nrefund'), /monies/);
  assert.throws(() => readLexicon('[money]\na\n[money]\nb'), /second/);
});
