import assert from 'node:assert/strict';
import { after, beforeEach, describe, it, mock } from 'node:test';
import * as fc from 'fast-check';
import {
  type PublicAsk,
  type PublicFinding,
  type PublicSearch,
  publicSearchPort,
} from '#people/members/index.ts';
import { createTestApp } from '../../../../test/helpers/app.ts';
import { askedOf, findEverywhere } from './find.ts';
import { answerIn, type FoundKind, merge } from './merge.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const test = await createTestApp();
const { app } = test;
after(() => test.close());

const findings = (kind: string, fits: readonly number[]): PublicFinding[] =>
  fits.map((fit, at) => ({
    id: `${kind}${at}`,
    title: `${kind} ${at}`,
    path: `/${kind}/${at}`,
    text: 'It blinks. Wait.',
    fit,
    words: ['blinks'],
  }));

const asks: { kind: string; words: string; asked: PublicAsk }[] = [];
const kindOf = (
  kind: string,
  give: () => Promise<readonly PublicFinding[]>,
  isAnswer = true,
): PublicSearch => ({
  kind,
  isAnswer,
  label: (language) => `${kind} in ${language}`,
  search: (_app, words, asked) => {
    asks.push({ kind, words, asked });
    return give();
  },
  titles: async () => new Map(),
});
const giving = (kind: string, fits: readonly number[], isAnswer = true) =>
  kindOf(kind, async () => findings(kind, fits), isAnswer);
const find = (words: string, more: Partial<Parameters<typeof findEverywhere>[2]> = {}) =>
  findEverywhere(app, words, { language: 'en', visitor: undefined, limit: 20, ...more });
beforeEach(() => asks.splice(0));

describe('one question to all parts of the site', () => {
  it('is answered by the others where one part fails, at once or later, and the failure is logged by its kind', async () => {
    const logged = mock.method(app.log, 'error', () => undefined);
    const late = Promise.withResolvers<readonly PublicFinding[]>();
    app.provide(publicSearchPort, [
      giving('article', [0.9]),
      kindOf('late', () => late.promise),
      kindOf('broken', () => {
        throw new Error('the index is gone');
      }),
      giving('idea', [0.8], false),
    ]);
    const found = find('blinks');
    late.reject(new Error('the connection ended'));
    assert.deepEqual(
      (await found).map(({ id }) => id),
      ['article0', 'idea0'],
    );
    assert.deepEqual(logged.mock.calls.map(({ arguments: [said] }) => JSON.stringify(said)).sort(), [
      '{"kind":"broken","reason":"the index is gone"}',
      '{"kind":"late","reason":"the connection ended"}',
    ]);
    logged.mock.restore();
  });

  it('asks no part that is not wanted, and nobody where nothing is asked', async () => {
    app.provide(publicSearchPort, [
      giving('article', [1]),
      giving('idea', [1], false),
      giving('thread', [1]),
    ]);
    const asked = async (...given: Parameters<typeof find>) => {
      asks.splice(0);
      const found = await find(...given);
      assert.deepEqual(new Set(found.map(({ kind }) => kind)), new Set(asks.map(({ kind }) => kind)));
      return asks.map(({ kind }) => kind);
    };
    assert.deepEqual(await asked('blinks'), ['article', 'idea', 'thread']);
    assert.deepEqual(await asked('blinks', { answersOnly: true }), ['article', 'thread']);
    assert.deepEqual(await asked('blinks', { kinds: ['idea', 'unknown'] }), ['idea']);
    assert.deepEqual(await asked('blinks', { kinds: ['idea'], answersOnly: true }), []);
    assert.deepEqual(await asked('blinks', { kinds: [] }), []);
    assert.deepEqual(await asked(''), []);
    for (const name of ['constructor', '__proto__', 'toString'])
      assert.deepEqual(await asked('blinks', { kinds: [name] }), []);
  });

  it('tells every part who asks and in which language, and labels what it found in that language', async () => {
    app.provide(publicSearchPort, [giving('article', [1]), giving('thread', [1])]);
    const found = await find('blinks', { language: 'de', limit: 1 });
    assert.equal(found.length, 1);
    assert.equal(found[0]!.label, 'article in de');
    for (const { words, asked } of asks) {
      assert.equal(words, 'blinks');
      assert.deepEqual([asked.language, asked.visitor], ['de', undefined]);
      assert.ok(asked.limit >= 10, 'a part tells more than is shown, because others may push it back');
    }
  });

  it('is nothing at all on a site that has no part', async () => {
    app.provide(publicSearchPort, []);
    assert.deepEqual(await find('blinks'), []);
  });
});

const fit = fc.double({ min: 0, max: 1, noNaN: true });
const sorted = fc.array(fit, { maxLength: 10 }).map((fits) => fits.toSorted((a, b) => b - a));
const kinds = fc
  .array(fc.tuple(sorted, fc.boolean(), fc.constantFrom(undefined, 'en', 'de', 'EN', 'de-AT', 'pt-BR')), {
    maxLength: 5,
  })
  .map((all) =>
    all.map(([fits, isAnswer, language], at): FoundKind => {
      const kind = `kind${at}_`;
      return {
        kind,
        isAnswer,
        label: kind,
        findings: findings(kind, fits).map((one) => ({ ...one, ...(language ? { language } : {}) })),
      };
    }),
  );
const idsOf = (given: readonly FoundKind[], language = 'en', limit = 100) =>
  merge(given, { language, limit }).map(({ id }) => id);

describe(`one list of results (SEED=${seed})`, () => {
  const holds = (check: (given: FoundKind[]) => void) =>
    fc.assert(fc.property(kinds, check), { seed, numRuns: 300 });

  it('keeps the order that a part gave its own results', () => {
    holds((given) => {
      const list = idsOf(given);
      for (const { findings: own } of given) {
        const places = own.map(({ id }) => list.indexOf(id)).filter((place) => place >= 0);
        assert.deepEqual(
          places,
          places.toSorted((a, b) => a - b),
        );
      }
    });
  });

  it('is begun by nothing that answers less than half as much as another', () => {
    holds((given) => {
      const [first] = merge(given, { language: 'en', limit: 1 });
      const best = Math.max(0, ...given.flatMap(({ findings: own }) => own.map((one) => one.fit)));
      assert.equal(first === undefined, best === 0);
      if (first) assert.ok(first.fit >= best - 0.35 - 1e-9, `${first.fit} of ${best}`);
    });
  });

  it('is the beginning of a longer one, and the same for the same', () => {
    holds((given) => {
      const all = idsOf(given);
      for (const limit of [0, 1, 4, 5, 6, 20])
        assert.deepEqual(idsOf(given, 'en', limit), all.slice(0, limit));
      assert.deepEqual(idsOf(structuredClone(given)), all);
    });
  });

  it('does not hang on how a language is written', () => {
    const two = ['de', 'EN-gb'].map((language, at): FoundKind => {
      const kind = `kind${at}_`;
      const own = findings(kind, [1]).map((one) => ({ ...one, language }));
      return { kind, isAnswer: true, label: kind, findings: own };
    });
    for (const language of ['en', 'EN', 'en-US']) assert.equal(idsOf(two, language)[0], 'kind1_0', language);
    for (const language of ['de', 'DE', 'de-CH']) assert.equal(idsOf(two, language)[0], 'kind0_0', language);
    holds((given) => {
      assert.deepEqual(idsOf(given, 'EN'), idsOf(given, 'en'));
      assert.deepEqual(idsOf(given, 'de-CH'), idsOf(given, 'de'));
    });
  });

  it('changes nothing of what it was given', () => {
    holds((given) => {
      const before = structuredClone(given);
      merge(given, { language: 'en', limit: 3 });
      assert.deepEqual(given, before);
    });
  });
});

describe(`what was typed, and the sentence that answers (SEED=${seed})`, () => {
  const text = fc.string({ unit: 'binary', maxLength: 700 });

  it('is a line that can be stored, asked again as it stands and is never longer for it', () => {
    fc.assert(
      fc.property(text, (given) => {
        const asked = askedOf(given);
        assert.equal(askedOf(asked), asked);
        assert.ok(asked.length <= 300 && asked.isWellFormed() && !/\p{Cc}/u.test(asked));
      }),
      { seed, numRuns: 300 },
    );
    assert.equal(askedOf(`${' '.repeat(400)}router${' '.repeat(400)}`), 'router');
    assert.equal(askedOf(`${'x'.repeat(299)} router`), 'x'.repeat(299));
    assert.equal(askedOf('\ud800router'), '\ufffdrouter');
    assert.equal(askedOf('\u202erouter\u0007'), '\u202erouter');
  });

  it('says nothing that does not stand in the text, whatever the text and the words are', () => {
    fc.assert(
      fc.property(text, fc.array(fc.string({ maxLength: 8 }), { maxLength: 4 }), (given, words) => {
        const said = answerIn(given, words, 'de').replace(/ …$/, '');
        const plain = (one: string) => one.replaceAll(/\s+/g, '');
        assert.ok(
          plain(given)
            .toWellFormed()
            .includes(plain(said).replace(/\ufffd$/, '')),
        );
        assert.ok(said.length <= 282);
      }),
      { seed, numRuns: 300 },
    );
  });

  it('is found in the middle of a long text, in languages without spaces, and behind what is not asked', () => {
    const long = `${'This line tells of something else entirely. '.repeat(80)}Hold the violet button. Then wait.`;
    assert.equal(answerIn(long, ['violet', 'button'], 'en'), 'Hold the violet button. Then wait.');
    const japanese = '電源を入れます。ランプが点滅したら待ちます。';
    assert.ok(japanese.includes(answerIn(japanese, ['ランプ'], 'ja').slice(0, 5)));
    assert.equal(answerIn('\n\n \n', ['violet'], 'en'), '');
    assert.match(answerIn('Nothing here.\nViolet lamps: hold.', ['violet'], 'en'), /^Violet lamps/);
  });
});
