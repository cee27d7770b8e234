import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, property, string } from 'fast-check';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { ArticleSearch, guessLanguage, wordsOf } from './index.ts';
import { distance } from './ranking/typos.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const ARTICLES = [
  { id: 'refund', title: 'Get a refund', body: 'We return the amount within ten days.' },
  { id: 'login', title: 'You cannot log in', body: 'Reset your password under Forgotten password.' },
  { id: 'wifi', title: 'The wi-fi is slow', body: 'Restart the router and move it away from the wall.' },
  {
    id: 'cancel',
    title: 'Cancel your subscription',
    body: 'Choose Plan, then Cancel. It ends with the month.',
  },
];

function filled(): ArticleSearch {
  const search = new ArticleSearch();
  for (const article of ARTICLES) search.put(article);
  return search;
}

const first = (search: ArticleSearch, question: string) => search.rank(question, { limit: 10 })[0]?.id;

describe('articles for a question', () => {
  it('are found by other forms of a word, other words for the same, and words written apart', () => {
    const search = filled();
    assert.equal(first(search, 'when are refunds paid?'), 'refund');
    assert.equal(first(search, 'I want my money back'), 'refund');
    assert.equal(first(search, "can't login!!"), 'login');
    assert.equal(first(search, 'my wifi'), 'wifi');
    assert.equal(first(search, 'how do I unsubscribe'), 'cancel');
  });

  it('are found in spite of typos, compounds and beginnings, but only where nothing is written so', () => {
    const search = filled();
    assert.equal(first(search, 'passwrod'), 'login');
    assert.equal(first(search, 'subscirption'), 'cancel');
    assert.equal(first(search, 'wallrouter'), 'wifi');
    search.put({ id: 'typo', title: 'What is a passwrod', body: '' });
    assert.equal(first(search, 'passwrod'), 'typo');
  });

  it('say which words were found, the most telling first, and how much of the question that is', () => {
    const [best] = filled().rank('please restart the router today for my cat', { limit: 1 });
    assert.deepEqual(best?.words, ['restart', 'router']);
    assert.ok(best.found > 0.3 && best.found < 0.9, String(best.found));
  });

  it('are none where nothing is asked or nothing fits', () => {
    const search = filled();
    for (const question of ['', 'the and of', '🙂🙂', '@somebody', 'https://example.org/refund'])
      assert.deepEqual(search.rank(question, { limit: 10 }), [], question);
    assert.deepEqual(new ArticleSearch().rank('refund', { limit: 10 }), []);
  });

  it('are only those that are wanted', () => {
    const found = filled().rank('cancel my subscription and refund the plan', {
      limit: 10,
      isWanted: (id) => id !== 'cancel',
    });
    assert.ok(found.length > 0 && found.every(({ id }) => id !== 'cancel'));
  });
});

describe('what an article has answered', () => {
  it('is found in the wording of the customer, and is told by its key', () => {
    const search = filled();
    const question = 'the little lamp on the white box blinks amber';
    assert.notEqual(first(search, question), 'cancel');
    search.put(ARTICLES[2]!, new Map([['question_1', 'why does the box blink amber']]));
    const [best] = search.rank(question, { limit: 1 });
    assert.equal(best?.id, 'wifi');
    assert.equal(best.learned?.key, 'question_1');
    assert.ok(best.learned.likeness > 0.4);
    search.put(ARTICLES[2]!);
    assert.equal(search.rank('amber', { limit: 1 }).length, 0, 'unlearned');
  });
});

describe('languages', () => {
  it('are guessed from small words', () => {
    const guess = (text: string) => guessLanguage(text.toLowerCase().split(/\W+/));
    assert.equal(guess('Wie kann ich meine Rechnung bezahlen und wo steht sie'), 'de');
    assert.equal(guess('Comment puis-je payer ma facture avec une carte'), 'fr');
    assert.equal(guess('How do I pay it'), 'en');
    assert.equal(guess('xyz'), 'en');
  });

  it('have stems of their own, and a question is understood by articles of each', () => {
    const search = filled();
    search.put({
      id: 'de',
      title: 'Rechnungen bezahlen',
      body: 'So bezahlen Sie Ihre Rechnung mit der Karte.',
    });
    search.put({ id: 'ja', title: 'パスワードを忘れた', body: 'ログイン画面から再設定できます。' });
    assert.equal(first(search, 'Wo finde ich meine Rechnung?'), 'de');
    assert.equal(first(search, 'Rechnung'), 'de');
    assert.equal(first(search, 'パスワードがわかりません'), 'ja');
  });

  it('take light stems of six more', () => {
    const stems = (text: string, language: string) => wordsOf(text, language).words.map(({ stem }) => stem);
    for (const [language, one, other] of [
      ['de', 'Kündigungen', 'Kündigung'],
      ['fr', 'factures', 'facture'],
      ['es', 'pagos', 'pago'],
      ['it', 'bollette', 'bolletta'],
      ['pt', 'faturas', 'fatura'],
      ['nl', 'rekeningen', 'rekening'],
    ] as const)
      assert.deepEqual(stems(one, language), stems(other, language), language);
  });
});

describe('changes', () => {
  it('leave the same answers as putting everything anew, in any order of adding, changing and removing', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
    const random = randomFrom(seed);
    const words = 'card bill router refund login order parcel charge plan cancel slow signal'.split(' ');
    const some = (count: number) =>
      Array.from({ length: count }, () => words[pick(random, words.length)]).join(' ');
    const search = new ArticleSearch();
    const truth = new Map<string, { id: string; title: string; body: string; language: string }>();
    for (let step = 0; step < 900; step++) {
      const id = `a${pick(random, 60)}`;
      if (random() < 0.3) {
        search.remove(id);
        truth.delete(id);
      } else {
        const article = { id, title: some(3), body: some(12), language: 'en' };
        search.put(article);
        truth.set(id, article);
      }
    }
    const anew = new ArticleSearch();
    for (const article of truth.values()) anew.put(article);
    assert.equal(search.size, truth.size);
    for (let i = 0; i < 40; i++) {
      const question = some(4);
      const told = (of: ArticleSearch) =>
        of.rank(question, { limit: 60 }).map(({ id, score }) => `${id} ${score.toFixed(6)}`);
      assert.deepEqual(told(search), told(anew), `seed ${seed}, ${question}`);
    }
  });

  it('never throw, whatever is written', () => {
    check(
      property(anyText({ maxLength: 200 }), string({ maxLength: 80 }), (text, question) => {
        const search = new ArticleSearch();
        search.put({ id: '1', title: text, body: text + question }, new Map([['q', question]]));
        const found = search.rank(question, { limit: 3 });
        assert.ok(
          found.every(({ score, found: share }) => Number.isFinite(score) && share >= 0 && share <= 1.000001),
        );
        search.remove('1');
        assert.equal(search.rank(question, { limit: 3 }).length, 0);
      }),
    );
  });
});

describe('the distance of words', () => {
  it('counts letters added, dropped, changed and swapped, up to a bound', () => {
    assert.equal(distance('password', 'passwrod', 2), 1);
    assert.equal(distance('refund', 'refunds', 2), 1);
    assert.equal(distance('router', 'rooter', 2), 1);
    assert.equal(distance('abcdef', 'fedcba', 2), 3);
  });
});
