import assert from 'node:assert/strict';
import { describe as suite, test } from 'node:test';
import {
  type Catalogue,
  compileCondition,
  type Condition,
  describe,
  type FactDefinition,
  type Facts,
  OPERATORS,
  reasonsOf,
  validateCondition,
} from './index.ts';

const definitions: FactDefinition[] = [
  {
    name: 'channel',
    type: 'choice',
    label: 'channel',
    group: 'Post',
    values: [
      { value: 'mail', label: 'Mail' },
      { value: 'bluesky', label: 'Bluesky' },
    ],
  },
  {
    name: 'language',
    type: 'choice',
    label: 'language',
    group: 'Post',
    isOpen: true,
    values: [{ value: 'de', label: 'German' }],
  },
  { name: 'author.handle', type: 'text', label: 'handle', group: 'Author' },
  { name: 'labels', type: 'list', label: 'label', group: 'Work' },
  { name: 'waiting', type: 'number', label: 'waiting time', group: 'Work', unit: 'minutes' },
  { name: 'addressed', type: 'yes-no', label: 'addressed to us', group: 'Post' },
  { name: 'words', type: 'words', label: 'the words', group: 'Post' },
];
const catalogue: Catalogue = new Map(definitions.map((one) => [one.name, one]));
const facts: Facts = {
  channel: 'mail',
  language: 'de',
  'author.handle': 'Kim.Example',
  labels: ['Refund', 'VIP'],
  waiting: 45,
  addressed: true,
  words: 'Meine Rechnung ist falsch, ich will mein Geld zurück',
};
const holds = (condition: Condition, of: Facts = facts) => compileCondition(condition, catalogue).holds(of);
const q = (fact: string, op: string, value?: unknown): Condition =>
  ({ fact, op, ...(value === undefined ? {} : { value }) }) as Condition;
const problemsOf = (input: unknown) => {
  const read = validateCondition(input, catalogue);
  return read.isValid ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`);
};

suite('a question', () => {
  const yes: [string, string, unknown][] = [
    ['channel', 'is', 'mail'],
    ['channel', 'is-not', 'bluesky'],
    ['channel', 'is-any-of', ['bluesky', 'mail']],
    ['channel', 'is-none-of', ['bluesky']],
    ['author.handle', 'contains', 'EXAMPLE'],
    ['author.handle', 'is', 'kim.example'],
    ['author.handle', 'contains-not', 'lee'],
    ['labels', 'has-any-of', ['vip', 'x']],
    ['labels', 'has-all-of', ['refund', 'VIP']],
    ['labels', 'has-none-of', ['spam']],
    ['waiting', 'at-least', 45],
    ['waiting', 'at-most', 45],
    ['waiting', 'more-than', 44.9],
    ['waiting', 'less-than', 46],
    ['waiting', 'between', [45, 60]],
    ['waiting', 'is', 45],
    ['waiting', 'is-not', 44],
    ['addressed', 'is', true],
    ['words', 'matches', 'rechnung OR invoice'],
    ['words', 'matches', '"geld zuruck"'],
    ['words', 'matches-not', 'refund'],
    ['language', 'known', undefined],
  ];
  for (const [fact, op, value] of yes)
    test(`${fact} ${op} ${JSON.stringify(value)} holds`, () => assert.ok(holds(q(fact, op, value))));

  const no: [string, string, unknown][] = [
    ['waiting', 'more-than', 45],
    ['waiting', 'less-than', 45],
    ['labels', 'has-all-of', ['refund', 'spam']],
    ['labels', 'has-any-of', ['refun']],
    ['channel', 'is', 'Mail'],
    ['words', 'matches', 'refund'],
    ['language', 'unknown', undefined],
    ['addressed', 'is', false],
  ];
  for (const [fact, op, value] of no)
    test(`${fact} ${op} ${JSON.stringify(value)} does not hold`, () =>
      assert.equal(holds(q(fact, op, value)), false));

  test('answers no about what is not known, and its negation yes', () => {
    for (const { name, type } of definitions)
      for (const op of OPERATORS[type]) {
        const value =
          type === 'number'
            ? op === 'between'
              ? [0, 1]
              : 0
            : op.endsWith('-of')
              ? ['a']
              : type === 'yes-no'
                ? true
                : 'a';
        const isNegation = /-not$|none-of$|^unknown$/.test(op);
        for (const found of [{}, { [name]: null }])
          assert.equal(holds(q(name, op, value), found), isNegation, `${name} ${op}`);
      }
  });

  test('takes an empty list for known to be nothing', () => {
    assert.equal(holds(q('labels', 'known'), { labels: [] }), false);
    assert.ok(holds(q('labels', 'has-none-of', ['a']), { labels: [] }));
  });
});

suite('a group', () => {
  test('that is empty holds always, where it says all', () => assert.ok(holds({ all: [] })));

  test('joins as it says', () => {
    const [t, f] = [q('waiting', 'at-least', 1), q('waiting', 'at-least', 1000)];
    assert.deepEqual(
      [{ all: [t, f] }, { any: [t, f] }, { none: [t, f] }, { none: [f] }, { all: [t, { none: [f] }] }].map(
        (one) => holds(one),
      ),
      [false, true, false, true, true],
    );
  });

  test('names the facts it asks for', () => {
    const nested: Condition = {
      any: [q('waiting', 'is', 1), { none: [q('labels', 'known'), q('waiting', 'is', 2)] }],
    };
    assert.deepEqual([...compileCondition(nested, catalogue).facts].sort(), ['labels', 'waiting']);
  });
});

suite('in words', () => {
  const said: [Condition, string][] = [
    [{ all: [] }, 'always'],
    [q('channel', 'is', 'mail'), 'channel is Mail'],
    [q('waiting', 'between', [5, 10]), 'waiting time is between 5 and 10 minutes'],
    [q('addressed', 'is', false), 'addressed to us: no'],
    [q('labels', 'has-any-of', ['a', 'b']), 'label has one of “a”, “b”'],
    [q('language', 'unknown'), 'language is not known'],
    [
      {
        all: [
          q('channel', 'is', 'mail'),
          { any: [q('language', 'is', 'de'), q('labels', 'has-any-of', ['dach'])] },
        ],
      },
      'channel is Mail and (language is German or label has one of “dach”)',
    ],
    [
      { none: [q('addressed', 'is', true), q('language', 'known')] },
      'none of (addressed to us: yes; language is known)',
    ],
  ];
  for (const [condition, text] of said) test(text, () => assert.equal(describe(condition, catalogue), text));

  test('a match says why, with what was found; a miss says what stood in its way', () => {
    const condition: Condition = {
      all: [
        q('language', 'is', 'de'),
        { any: [q('waiting', 'at-least', 60), q('labels', 'has-any-of', ['vip'])] },
      ],
    };
    const compiled = compileCondition(condition, catalogue);
    assert.deepEqual(reasonsOf(compiled.explain(facts)), [
      'language is German (is German)',
      'label has one of “vip” (is “Refund”, “VIP”)',
    ]);
    assert.deepEqual(reasonsOf(compiled.explain({ ...facts, labels: [] })), [
      'waiting time is at least 60 minutes (is 45 minutes)',
      'label has one of “vip” (none)',
    ]);
    const denied = compileCondition(
      { none: [q('channel', 'is', 'mail'), q('waiting', 'at-least', 60)] },
      catalogue,
    );
    assert.deepEqual(reasonsOf(denied.explain(facts)), ['not allowed: channel is Mail (is Mail)']);
  });
});

suite('what is wrong with a condition is told with its place and what was meant', () => {
  const wrong: [unknown, RegExp][] = [
    [null, /^when: This must be a group/],
    [[], /^when: This must be a group/],
    [q('langauge', 'is', 'de'), /^when\.fact: There is no fact “langauge”; did you mean “language”\?/],
    [q('', 'is', 'de'), /^when\.fact: Say which fact/],
    [q('waiting', 'contains', 5), /^when\.op: waiting time cannot be asked with “contains”; use at-least, /],
    [q('waiting', 'at-least', '5'), /^when\.value: waiting time needs a number/],
    [q('waiting', 'at-least', NaN), /needs a number/],
    [q('waiting', 'between', [9, 5]), /must not be greater/],
    [q('waiting', 'between', [9]), /two numbers/],
    [q('addressed', 'is', 'yes'), /needs yes or no/],
    [q('labels', 'has-any-of', []), /at least one value/],
    [q('labels', 'has-any-of', [1]), /at least one value/],
    [q('labels', 'has-any-of', Array.from({ length: 201 }, String)), /At most 200/],
    [q('channel', 'is', 'mial'), /has no value “mial”; did you mean “mail”\?/i],
    [q('channel', 'is', '  '), /needs a value/],
    [q('language', 'known', 'de'), /takes no value/],
    [q('words', 'matches', '(bill'), /^when\.value: /],
    [q('words', 'matches', 'bill lang:de'), /“lang:” is no word/],
    [{ all: [], any: [] }, /has one of all, any and none/],
    [{ all: [q('waiting', 'is', 1)], note: 'x' }, /nothing else beside it/],
    [{ all: 5 }, /^when\.all: all needs a list/],
    [{ any: [] }, /^when\.any: This group is empty, so it never holds/],
    [{ none: [] }, /so it always holds/],
    [{ ...q('waiting', 'is', 1), extra: 1 }, /^when\.extra: “extra” is not part/],
    [{ version: 2, when: { all: [] } }, /^version: .*version 2; version 1 is understood/],
    [
      { all: Array.from({ length: 101 }, () => q('waiting', 'is', 1)) },
      /There are 101 questions; 100 are allowed/,
    ],
    [{ any: [{ all: [q('waitng', 'is', 1)] }] }, /^when\.any\[0\]\.all\[0\]\.fact: .*“waiting”/],
  ];
  for (const [input, message] of wrong)
    test(String(message), () => {
      const problems = problemsOf(input);
      assert.equal(problems.length, 1, problems.join(' | '));
      assert.match(problems[0]!, message);
    });

  test('all of it at once', () => {
    assert.equal(problemsOf({ all: [q('x', 'is', 1), q('waiting', 'is', 'y'), { any: [] }] }).length, 3);
  });

  test('groups may not lie too deep, however deep somebody sends them', () => {
    let deep: Condition = q('waiting', 'is', 1);
    for (let at = 0; at < 5000; at++) deep = { all: [deep] };
    assert.match(problemsOf(deep)[0]!, /6 deep/);
  });

  test('other values are allowed where the set is open', () => {
    assert.deepEqual(problemsOf({ version: 1, when: q('language', 'is', 'fy') }), []);
  });
});
