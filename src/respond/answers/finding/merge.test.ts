import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alikeAmong, fitOf, marked, searchWords } from '#lib/typos/index.ts';
import { HOSTILE_TEXTS } from '../../../../test/helpers/hostile-texts.ts';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { askedOf } from './find.ts';
import { answerIn, type FoundKind, merge } from './merge.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

const kindOf = (kind: string, fits: readonly number[], isAnswer = true, language?: string): FoundKind => ({
  kind,
  isAnswer,
  label: kind,
  findings: fits.map((fit, at) => ({
    id: `${kind}-${at}`,
    title: kind,
    path: `/${kind}/${at}`,
    text: 'It blinks red.',
    fit,
    words: ['blinks'],
    ...(language === undefined ? {} : { language }),
  })),
});
const ids = (kinds: readonly FoundKind[], limit = 20) =>
  merge(kinds, { language: 'en', limit }).map(({ id }) => id);

describe(`results of several kinds in one list (SEED=${seed})`, () => {
  it('stand by the share that they answer, answers before what only tells something', () => {
    assert.deepEqual(ids([kindOf('idea', [0.9], false), kindOf('article', [0.9, 0.5])]), [
      'article-0',
      'idea-0',
      'article-1',
    ]);
    assert.deepEqual(ids([kindOf('article', [0.5]), kindOf('idea', [1], false)]), ['idea-0', 'article-0']);
  });

  it('leave noise out, and everything where nothing fits', () => {
    assert.deepEqual(ids([kindOf('article', [1, 0.39, 0]), kindOf('idea', [0.41], false)]), [
      'article-0',
      'idea-0',
    ]);
    assert.deepEqual(ids([kindOf('article', [0, 0])]), []);
    assert.deepEqual(ids([]), []);
  });

  it('stand in the reader’s language first where they answer the same', () => {
    assert.deepEqual(ids([kindOf('a', [1], true, 'de'), kindOf('b', [1], true, 'en-GB')]), ['b-0', 'a-0']);
  });

  it('push no kind that fits below the first five, and lose or double none', () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 400; round++) {
      const kinds = ['article', 'thread', 'idea', 'update'].map((kind) =>
        kindOf(
          kind,
          Array.from({ length: pick(random, 11) }, () => random()).sort((a, b) => b - a),
          kind === 'article' || kind === 'thread',
        ),
      );
      const found = merge(kinds, { language: 'en', limit: 100 });
      const best = Math.max(0, ...kinds.flatMap(({ findings }) => findings.map(({ fit }) => fit)));
      assert.equal(new Set(found.map(({ id }) => id)).size, found.length);
      assert.equal(
        found.length,
        kinds.flatMap(({ findings }) => findings.filter(({ fit }) => fit > 0 && fit >= best * 0.4)).length,
      );
      const head = found.slice(0, 5);
      for (const { kind, findings } of kinds)
        if (findings.length > 0 && findings[0]!.fit >= best * 0.6 && best > 0)
          assert.ok(
            head.some((one) => one.kind === kind),
            `${kind} in round ${round}`,
          );
      for (let at = 1; at < head.length; at++) assert.ok(head[at - 1]!.score >= head[at]!.score);
      assert.ok(ids(kinds, 3).length <= 3);
    }
  });
});

describe('the sentence that answers', () => {
  const text =
    'Thank you for asking. Hold the small button for ten seconds. Then wait until the lamp is green.\nIt takes a minute.';
  it('is the one with most of the words, with the next where it is short', () => {
    assert.equal(
      answerIn(text, ['button', 'seconds'], 'en'),
      'Hold the small button for ten seconds. Then wait until the lamp is green.',
    );
    assert.match(answerIn(text, ['nothing'], 'en'), /^Thank you for asking\./);
    assert.equal(answerIn('', ['nothing'], 'en'), '');
  });
  it('is cut between words, never in a character, whatever stands there in whatever language', () => {
    const long = answerIn('word 🧑‍🧑‍🧒‍🧒 '.repeat(200), ['word'], 'xx-nonsense');
    assert.ok(long.length <= 282);
    assert.ok(long.isWellFormed());
    for (const hostile of HOSTILE_TEXTS) {
      const words = searchWords(hostile);
      assert.ok(answerIn(hostile.repeat(3), words, 'de').length <= Math.max(282, hostile.length * 6));
      assert.equal(
        marked(hostile, words)
          .map((piece) => piece.text)
          .join(''),
        hostile,
      );
    }
  });
});

describe('what somebody asked', () => {
  it('is one line of at most 300 letters that a database can be asked for', () => {
    for (const given of [
      ...HOSTILE_TEXTS,
      'x'.repeat(900),
      '\u0000',
      'a\nb',
      `${'x'.repeat(299)}\u{1f600}`,
    ]) {
      const asked = askedOf(given);
      assert.ok(asked.length <= 300);
      assert.ok(asked.isWellFormed());
      assert.doesNotMatch(asked, /\p{Cc}/u);
    }
    for (const given of [undefined, null, 7, ['a'], { a: 1 }]) assert.equal(askedOf(given), '');
  });
});

describe('words with typing errors', () => {
  const known = new Set(['router', 'violet', 'password', '1001', 'cat']);
  it('stand for what is there: itself, what they begin, what is near; numbers and short words only for themselves', () => {
    for (const [word, meant] of [
      ['router', ['router']],
      ['rou', ['router']],
      ['ruoter', ['router']],
      ['voilet', ['violet']],
      ['passwrod', ['password']],
      ['1002', []],
      ['cot', []],
      ['ro', []],
    ] as const)
      assert.deepEqual(alikeAmong(word, known), meant, word);
  });
  it('count for less than words that are right, and nothing asked is nothing answered', () => {
    const fits = ['router', 'rout', 'ruoter', 'hamster'].map((word) => fitOf([word], 'A violet router'));
    assert.deepEqual(fits, [1, 0.9, 0.7, 0]);
    assert.equal(fitOf([], 'A violet router'), 0);
    assert.equal(fitOf(['rout'], new Set(searchWords('A violet router'))), 0.9, 'its words will do');
    assert.equal(fitOf(['violet', 'hamster'], 'A violet router'), 0.5);
  });
});
