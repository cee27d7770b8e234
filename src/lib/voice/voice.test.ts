import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as check, constantFrom, property, string, tuple } from 'fast-check';
import { type ActiveGuide, compileGuide, type Finding, formFor, type FormRule } from './index.ts';
import { Phrases, withoutOverlaps } from './phrases.ts';
import { keyOf, tokensOf } from './tokens.ts';

const ALL = { channels: [], languages: [] };
const FORM: FormRule = {
  ...ALL,
  id: 'form',
  leastEase: null,
  mostSentenceWords: null,
  mostCharacters: null,
  leastCharacters: null,
  greetings: [],
  signOffs: [],
  mostExclamations: null,
  allowsCapitals: true,
  allowsEmoji: true,
};
const guideOf = (more: Partial<ActiveGuide> = {}): ActiveGuide => ({
  channel: 'bluesky',
  language: 'en',
  avoid: [],
  never: [],
  must: [],
  promotional: { words: [], links: [], campaigns: [] },
  forms: [],
  noPromotion: null,
  names: { customer: 'Maya', agent: 'Ama Boateng' },
  ...more,
});
const avoid = (words: string | string[], instead: string | null = null, more = {}) => ({
  ...ALL,
  id: String(words),
  words: [words].flat(),
  instead,
  reason: '',
  ...more,
});
const say = (words: string | string[], more = {}) => ({
  ...ALL,
  id: String(words),
  words: [words].flat(),
  reason: '',
  ...more,
});
const findingsOf = (guide: Partial<ActiveGuide>, text: string) =>
  compileGuide(guideOf(guide)).check(text).findings;
const fixed = (text: string, { fix }: Finding) =>
  text.slice(0, fix!.start) + fix!.text + text.slice(fix!.end);
const kinds = (guide: Partial<ActiveGuide>, text: string) => findingsOf(guide, text).map(({ kind }) => kind);
const seen = (guide: Partial<ActiveGuide>, text: string) =>
  findingsOf(guide, text).map(({ span }) => span && text.slice(span.start, span.end));

describe('words to avoid', () => {
  it('are found as words, in any case, with any apostrophe, and fixed in place', () => {
    const guide = {
      avoid: [avoid('unfortunately', 'sadly'), avoid("can't", 'cannot'), avoid('user', 'customer')],
    };
    const text = 'Unfortunately you CAN’T; users may.';
    assert.deepEqual(seen(guide, text), ['Unfortunately', 'CAN’T']);
    const [first] = findingsOf(guide, text);
    assert.equal(fixed(text, first!), 'Sadly you CAN’T; users may.');
    assert.equal(first!.text, '“sadly” instead of “Unfortunately”.');
  });

  it('are left out with their blank where nothing takes their place', () => {
    for (const [text, left] of [
      ['It is basically fine', 'It is fine'],
      ['It is fine, basically', 'It is fine,'],
      ['Basically fine', 'fine'],
    ] as const)
      assert.equal(fixed(text, findingsOf({ avoid: [avoid('basically', '')] }, text)[0]!), left);
  });

  it('may go on, span several words, and be signs or emoji', () => {
    const words = ['apolog*', 'as per my*', '非常', '🤣', 'c’est la vie'];
    assert.deepEqual(
      seen({ avoid: [avoid(words)] }, "Apologies! As  per\nmyself 我非常高兴 🤣 c'est, la vie: unapologetic"),
      ['Apologies', 'As  per\nmyself', '非常', '🤣', "c'est, la vie"],
    );
  });

  it('keep their accents: año is not ano', () => {
    assert.deepEqual(seen({ language: 'es', avoid: [avoid('año')] }, 'el ano, el an\u0303o'), ['an\u0303o']);
  });

  it('of those that overlap the longest from the left counts, and none inside what must not be said', () => {
    const guide = { avoid: [avoid('at the'), avoid('at the end'), avoid('end of the day')] };
    assert.deepEqual(seen(guide, 'at the end of the day'), ['at the end']);
    assert.deepEqual(kinds({ ...guide, never: [say('end of')] }, 'at the end of the day'), ['never']);
  });

  it('count only on their channels and in their languages', () => {
    const rule = avoid('also', 'so', { languages: ['de'], channels: ['mail'] });
    assert.deepEqual(kinds({ avoid: [rule], language: 'de', channel: 'mail' }, 'also gut'), ['avoid']);
    assert.deepEqual(kinds({ avoid: [rule], language: 'en', channel: 'mail' }, 'also good'), []);
    assert.deepEqual(kinds({ avoid: [rule], language: 'de' }, 'also gut'), []);
    const german = 'Wir haben das für Sie geprüft und es ist also alles gut';
    assert.deepEqual(
      kinds({ avoid: [rule], language: 'en', channel: 'mail' }, german),
      ['avoid'],
      'the text tells',
    );
  });
});

describe('what must and must not be said', () => {
  it('stops wherever it stands, every time, overlapping or not', () => {
    const found = findingsOf(
      { never: [say(['our fault', 'fault of']), say('fault')] },
      'Our fault of faults, fault.',
    );
    assert.deepEqual(
      found.map(({ level, span }) => [level, span?.start]),
      [
        ['stop', 0],
        ['stop', 4],
        ['stop', 4],
        ['stop', 21],
      ],
    );
  });

  it('is missing until one of its wordings stands there; the fix puts it before the sign-off', () => {
    const must = [say(['call 999', 'emergency number'], { reason: 'law' })];
    const forms = [{ ...FORM, signOffs: ['^{initials}'] }];
    assert.deepEqual(kinds({ must }, 'Please dial the Emergency  number.'), []);
    const [missing] = findingsOf({ must, forms }, 'Stay outside. ^AB');
    assert.deepEqual([missing!.level, missing!.text], ['warn', '“call 999” is still to be said: law.']);
    assert.equal(fixed('Stay outside. ^AB', missing!), 'Stay outside. call 999 ^AB');
  });
});

it('places that an example left open are told', () => {
  assert.deepEqual(seen({}, 'Hi [name], call [number] [sic].'), ['[name]', '[number]']);
});

describe('promotion', () => {
  const promotional = {
    words: ['% off', 'limited offer'],
    links: ['shop.example/sale', 'deals.example'],
    campaigns: ['Spring', '#bigsale'],
  };
  it('is only looked for where it is out of place', () => {
    assert.deepEqual(kinds({ promotional }, 'Limited offer!'), []);
    const [found] = findingsOf({ promotional, noPromotion: 'They wait for a refund' }, 'A limited offer!');
    assert.equal(found!.text, 'No promotion here (the words “limited offer”): They wait for a refund.');
  });
  it('is words, links and campaigns', () => {
    const at = (text: string) => kinds({ promotional, noPromotion: 'x' }, text).length;
    for (const text of [
      '#BigSale',
      'now 20% off',
      'see https://shop.example/sale, or not',
      'https://www.shop.example/sale?x=1',
      'http://x.deals.example',
      'see www.deals.example',
      'https://a.example/?utm_campaign=spring',
    ])
      assert.equal(at(text), 1, text);
    for (const text of [
      'switch it off',
      '20 % offered',
      'https://shop.example/salesroom',
      'https://notdeals.example',
      '#bigsales',
      'https://a.example/?utm_campaign=springtime',
      'spring',
      'https://[',
    ])
      assert.equal(at(text), 0, text);
  });
});

describe('the form of a reply', () => {
  it('greets and signs off, in whatever names', () => {
    const forms = [{ ...FORM, greetings: ['Hi {name},', 'Hello'], signOffs: ['– {agent}'] }];
    assert.deepEqual(kinds({ forms }, 'Hi Ana Maria, fine. – Ben'), []);
    assert.deepEqual(kinds({ forms }, '@maya.example hello, fine. – Ama.'), []);
    assert.deepEqual(kinds({ forms }, 'Hellogood'), ['greeting', 'sign-off']);
    const text = '@maya.example it works.';
    const [greeting, signOff] = findingsOf({ forms }, text);
    assert.equal(fixed(text, greeting!), '@maya.example Hi Maya, it works.');
    assert.equal(fixed(text, signOff!), '@maya.example it works. – Ama');
    const nobody = { forms, names: { customer: null, agent: null } };
    assert.equal(fixed(text, findingsOf(nobody, text)[0]!), '@maya.example Hi, it works.');
  });

  it('is as long, as loud and as easy as is wanted', () => {
    const forms = [
      {
        ...FORM,
        mostCharacters: 60,
        mostSentenceWords: 6,
        mostExclamations: 1,
        allowsCapitals: false,
        allowsEmoji: false,
      },
    ];
    assert.deepEqual(kinds({ forms }, 'Fine! The BBC says so.'), []);
    assert.deepEqual(kinds({ forms }, 'DO NOT WORRY!! 🙂'), ['capitals', 'emoji', 'exclamations']);
    assert.deepEqual(kinds({ forms }, 'This sentence has many more words than six of them in it.'), [
      'sentence',
    ]);
    assert.deepEqual(kinds({ forms: [{ ...FORM, leastCharacters: 10 }] }, 'Ok'), ['short']);
    const hard =
      'Notwithstanding aforementioned considerations, remuneration necessitates comprehensive documentation. '.repeat(
        3,
      );
    assert.deepEqual(kinds({ forms: [{ ...FORM, leastEase: 60, mostCharacters: 100 }] }, hard).sort(), [
      'long',
      'reading',
    ]);
  });

  it('is the one that names channel and language, then the channel, then the language', () => {
    const forms = [
      FORM,
      { ...FORM, id: 'de', languages: ['de'] },
      { ...FORM, id: 'mail', channels: ['mail'] },
    ];
    const both = { ...FORM, id: 'both', languages: ['de'], channels: ['mail'] };
    const id = (some: FormRule[], channel: string, language: string | null) =>
      formFor(some, channel, language)?.id;
    assert.deepEqual(
      [
        id(forms, 'x', 'en'),
        id(forms, 'x', 'de'),
        id(forms, 'mail', 'de'),
        id([...forms, both], 'mail', 'de'),
      ],
      ['form', 'de', 'mail', 'both'],
    );
    assert.equal(id([both], 'x', null), undefined);
  });
});

describe('the checker, whatever it is given', () => {
  const pieces = constantFrom(
    'fault',
    'our',
    'Fault',
    'FAULT',
    "can't",
    'can’t',
    'é',
    'e\u0301',
    '𝒳',
    '🙂',
    '👩‍👩‍👧',
    '非',
    '常',
    ' ',
    '\n',
    '-',
    '. ',
    '@a',
    '#b',
    '\ud800',
    '\u200d',
    '\u0000',
    'ı',
    'ß',
    'https://x.example/a',
  );
  const texts = array(pieces, { maxLength: 30 }).map((list) => list.join(''));
  const guide: Partial<ActiveGuide> = {
    avoid: [avoid(['our', 'our fault', 'é', '非常', 'f*'], 'x'), avoid('🙂', '')],
    never: [say(['fault', '常'])],
    must: [say('please')],
    forms: [
      {
        ...FORM,
        greetings: ['Hi {name}'],
        signOffs: ['^{initials}'],
        mostSentenceWords: 3,
        allowsCapitals: false,
        allowsEmoji: false,
        mostExclamations: 0,
      },
    ],
    promotional: { words: ['can’t'], links: ['x.example'], campaigns: ['b'] },
    noPromotion: 'because',
  };

  it('finds whole words only, spans that lie in the text, and fixes that settle what they are for', () => {
    const compiled = compileGuide(guideOf(guide));
    check(
      property(texts, (text) => {
        const { findings } = compiled.check(text);
        const avoided = findings.filter(({ kind }) => kind === 'avoid');
        for (const { span, fix, ruleId, kind } of findings) {
          for (const part of [span, fix])
            if (part) assert.ok(part.start >= 0 && part.start <= part.end && part.end <= text.length);
          if (span) assert.ok(span.start < span.end);
          if (kind === 'must' && fix) {
            const next = text.slice(0, fix.start) + fix.text + text.slice(fix.end);
            assert.ok(
              !compiled.check(next).findings.some((one) => one.kind === 'must' && one.ruleId === ruleId),
            );
          }
        }
        for (const [i, one] of avoided.entries())
          if (i > 0) assert.ok(avoided[i - 1]!.span!.end <= one.span!.start, 'no two fixes touch');
      }),
      { numRuns: 500 },
    );
  });

  it('finds phrases as looking for each of them does', () => {
    const words = tuple(array(pieces, { minLength: 1, maxLength: 3 }), constantFrom('', '*'));
    check(
      property(array(words, { maxLength: 5 }), texts, (phrases, text) => {
        const written = phrases.map(([list, open]) => list.join(' ') + open);
        const tokens = tokensOf(text);
        const all = new Phrases<string>();
        for (const one of written) all.add(one, one);
        const told = all.find(tokens).map(({ of, start, end }) => `${of} ${start} ${end}`);
        const looked = written.flatMap((one) => naive(one, tokens));
        assert.deepEqual(told.sort(), looked.sort());
        const apart = withoutOverlaps(all.find(tokens));
        for (const [i, hit] of apart.entries()) assert.ok(i === 0 || apart[i - 1]!.end <= hit.start);
      }),
      { numRuns: 500 },
    );
  });

  function naive(phrase: string, tokens: ReturnType<typeof tokensOf>): string[] {
    const keys = tokensOf(phrase).map(({ key }) => key);
    if (keys.length === 0) return [];
    const isOpen = phrase.trimEnd().endsWith('*');
    return tokens.flatMap((token, at) => {
      const row = tokens.slice(at, at + keys.length);
      const fits =
        row.length === keys.length &&
        row.every(({ key }, i) =>
          isOpen && i === keys.length - 1 ? key.startsWith(keys[i]!) : key === keys[i],
        );
      return fits ? [`${phrase} ${token.start} ${row.at(-1)!.end}`] : [];
    });
  }

  it('reads every word once: keys are what stands at the place', () => {
    check(
      property(string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        let end = 0;
        for (const token of tokensOf(text)) {
          assert.ok(token.start >= end);
          assert.equal(token.key, keyOf(text.slice(token.start, token.end)));
          end = token.end;
        }
      }),
    );
  });
});
