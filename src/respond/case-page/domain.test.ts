import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { aDetail, aPost, aThread } from '../cases/testing/detail.ts';
import { changesOf, type PageChoice, readRating, shownCase, spokenIn } from './domain.ts';
import { dayIn, languageFor, LANGUAGES, momentIn, WORDS } from './words.ts';

const choice = (change: Partial<PageChoice> = {}): PageChoice => ({
  conversationIds: ['conv_1'],
  showsFields: true,
  showsPromises: false,
  nextStep: null,
  ...change,
});
const customer = aPost().author;
const stranger = { ...customer, id: 'acct_2', handle: 'stranger.example', displayName: 'Stranger' };
type Detail = ReturnType<typeof aDetail>;
const field = (key: string, isShown: boolean) => ({
  key,
  label: `The ${key}`,
  kind: 'text' as const,
  choices: [],
  isRequired: false,
  isShown,
});

describe('what a customer sees', () => {
  it('is empty of everything that colleagues wrote and decided, whatever stands in a case', () => {
    const secret = fc.stringMatching(/^[a-z]{6,12}$/).map((word) => `secret-${word}`);
    fc.assert(
      fc.property(secret, fc.constantFrom('open', 'waiting', 'solved', 'closed' as const), (word, status) => {
        const note = { id: 'note_1', text: word, author: { id: 'user_1', name: word } };
        const detail = aDetail({
          title: word,
          status: status as Detail['status'],
          labels: [word],
          assignees: [{ id: 'user_1', name: word }],
          followers: [{ id: 'user_1', name: word }],
          excerpt: word,
          notes: [note] as unknown as Detail['notes'],
          checks: [{ id: 'check_1', text: word, doneAt: null, doneBy: word }],
          times: [{ what: word }] as unknown as Detail['times'],
          history: [{ text: word }] as unknown as Detail['history'],
          links: [{ kind: 'part-of', case: { title: word } }] as unknown as Detail['links'],
          waves: [{ text: word }] as unknown as Detail['waves'],
          said: [{ text: word, side: 'note' }] as unknown as Detail['said'],
          fields: [field('inner', false)],
          values: { inner: word, unknown: word },
          missing: [word],
          threadsOf: [
            aThread({
              posts: [
                aPost({ id: 'post_2', author: stranger as typeof customer, text: word }),
                aPost({ id: 'post_3', text: word, deletedAt: '2026-11-22T11:00:00.000Z' }),
              ],
              notes: [note] as unknown as ReturnType<typeof aThread>['notes'],
              replies: [{ text: word, state: 'ready' }] as unknown as ReturnType<typeof aThread>['replies'],
            }),
            aThread({
              row: { ...aThread().row, id: 'conv_2' },
              posts: [aPost({ id: 'post_4', text: word })],
            }),
          ],
        });
        assert.doesNotMatch(JSON.stringify(shownCase(detail, choice())), /secret-/);
      }),
      { numRuns: 40 },
    );
  });

  it('is what the customer said and what we answered, each once, in the order of time', () => {
    const posts = [
      aPost({ id: 'post_3', text: 'third', createdAt: '2026-11-22T12:00:00.000Z' }),
      aPost({ id: 'post_1', text: 'first', createdAt: '2026-11-22T08:00:00.000Z' }),
      aPost({
        id: 'post_2',
        text: 'ours',
        createdAt: '2026-11-22T09:00:00.000Z',
        isOwn: true,
        author: stranger as typeof customer,
      }),
    ];
    const both = [
      aThread({ posts }),
      aThread({ row: { ...aThread().row, id: 'conv_2' }, posts: [posts[1]!] }),
    ];
    const shown = shownCase(aDetail({ threadsOf: both }), choice({ conversationIds: ['conv_1', 'conv_2'] }));
    assert.deepEqual(
      shown.lines.map(({ text, isOwn }) => [text, isOwn]),
      [
        ['first', false],
        ['ours', true],
        ['third', false],
      ],
    );
    assert.equal(shown.openedAt, '2026-11-22T08:00:00.000Z', 'it began with the first word');
  });

  it('begins when the case was made, where nothing is shown or the words came later', () => {
    assert.equal(shownCase(aDetail(), choice()).openedAt, aDetail().createdAt);
    const later = aThread({ posts: [aPost({ createdAt: '2026-12-01T00:00:00.000Z' })] });
    assert.equal(shownCase(aDetail({ threadsOf: [later] }), choice()).openedAt, aDetail().createdAt);
  });

  it('holds the title of a mail above its text, and no empty line where there is none', () => {
    const lines = (change: object) =>
      shownCase(aDetail({ threadsOf: [aThread({ posts: [aPost(change)] })] }), choice()).lines[0]!.text;
    assert.equal(lines({ title: 'My router', text: 'is dead' }), 'My router\nis dead');
    assert.equal(lines({ title: null, text: 'is dead' }), 'is dead');
    assert.equal(lines({ title: 'My router', text: '' }), 'My router');
  });

  it('holds the fields that the company shows, with answers in words; a no is an answer', () => {
    const detail = aDetail({
      fields: [
        field('part', true),
        field('isPaid', true),
        field('count', true),
        field('empty', true),
        field('cause', false),
      ],
      values: { part: 'a fan', isPaid: false, count: 0, cause: 'ours' },
    });
    assert.deepEqual(shownCase(detail, choice()).fields, [
      { label: 'The part', value: 'a fan' },
      { label: 'The isPaid', value: 'no' },
      { label: 'The count', value: '0' },
    ]);
    assert.deepEqual(shownCase(detail, choice({ showsFields: false })).fields, []);
  });

  it('says what happens next, in the words chosen or in ours for each status', () => {
    const next = new Set<string>();
    for (const status of Object.keys(WORDS.en.standing) as Detail['status'][]) {
      next.add(shownCase(aDetail({ status }), choice()).nextStep);
      assert.equal(
        shownCase(aDetail({ status }), choice({ nextStep: 'We ring on Monday' })).nextStep,
        'We ring on Monday',
      );
    }
    assert.equal(next.size, 4);
    assert.ok([...next].every((words) => words.length > 10));
  });
});

describe('a rating', () => {
  it('is a whole number from 1 to 5 and nothing that a form was bent into', () => {
    for (const good of ['1', '5', ' 3 ']) assert.equal(readRating(good), Number(good));
    for (const bad of [
      '0',
      '6',
      '-1',
      '1.5',
      '1e0',
      '٣',
      '５',
      '',
      ' ',
      '11',
      '1 2',
      'five',
      '5\u0000',
      'NaN',
      '0x5',
    ])
      assert.equal(readRating(bad), undefined, JSON.stringify(bad));
  });
});

describe('the languages of the page', () => {
  it('are chosen by the wish, then by what the customer speaks, else English', () => {
    assert.deepEqual(
      [['de'], ['de-AT', 'en'], [undefined, 'fr', 'DE_de'], ['fr'], [], ['xx', null]].map(languageFor),
      ['de', 'de', 'de', 'en', 'en', 'en'],
    );
  });

  it('are those of the customer’s newest words in the chosen conversations', () => {
    const mine = aPost({ langs: ['de'] });
    const detail = aDetail({
      threadsOf: [
        aThread({ posts: [aPost({ langs: ['fr'], createdAt: '2020-01-01T00:00:00.000Z' }), mine] }),
      ],
    });
    assert.deepEqual(spokenIn(detail, choice()), ['de', 'fr']);
    assert.deepEqual(spokenIn(detail, { conversationIds: [] }), []);
  });

  it('say everything in each language, and nothing in another one', () => {
    const told = (words: (typeof WORDS)['en']) => {
      const values: string[] = [];
      const walk = (value: unknown) => {
        if (typeof value === 'string') values.push(value);
        else if (typeof value === 'function')
          values.push(String((value as (...all: unknown[]) => unknown)('answer', 'A', 'B')));
        else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
      };
      const { refused: _refused, events: _events, ...rest } = words;
      walk(rest);
      return values;
    };
    const [english, german] = [told(WORDS.en), told(WORDS.de)];
    assert.equal(english.length, german.length);
    assert.ok(english.every((text) => text.trim() !== '') && german.every((text) => text.trim() !== ''));
    const same = english.filter((text, at) => text === german[at]);
    assert.deepEqual(same, [], 'left in English');
  });

  it('write days and moments as one does there, in UTC', () => {
    const at = '2026-11-22T23:05:00.000Z';
    assert.deepEqual(
      LANGUAGES.map((language) => dayIn(WORDS[language], at)),
      ['22 November 2026', '22. November 2026'],
    );
    assert.deepEqual(
      LANGUAGES.map((language) => momentIn(WORDS[language], at)),
      ['22 Nov 2026, 23:05', '22.11.2026, 23:05'],
    );
  });

  it('tell of each promise what became of it', () => {
    for (const language of LANGUAGES) {
      const { promise } = WORDS[language];
      const all = (['answer', 'solution'] as const).flatMap((kind) =>
        Object.values(promise).map((tell) => tell(kind, 'DUE', 'ENDED')),
      );
      assert.equal(new Set(all).size, all.length);
      assert.equal(all.filter((text) => text.includes('ENDED')).length, 4);
      assert.equal(all.filter((text) => text.includes('DUE')).length, 8, 'all but the resting ones');
    }
  });
});

describe('what was changed on a page', () => {
  it('is told in words, one for each difference, and nothing where there is none', () => {
    assert.deepEqual(changesOf(choice(), choice()), []);
    const after = choice({
      conversationIds: ['conv_2', 'conv_3'],
      showsPromises: true,
      nextStep: 'We call.',
    });
    assert.deepEqual(changesOf(choice(), after), [
      'shows 2 conversations more',
      'hides 1 conversation',
      'shows promises',
      'what happens next: “We call.”',
    ]);
    assert.deepEqual(changesOf(choice({ nextStep: 'x' }), choice()), ['what happens next is said by status']);
  });
});
