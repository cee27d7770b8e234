import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, constantFrom, integer, property, uniqueArray } from 'fast-check';
import { mentionsIn, plainOf, renderMarkdown } from '#lib/markdown/index.ts';
import {
  isSolved,
  mayAccept,
  mayAnswer,
  mayChange,
  mayRead,
  mayStart,
  MOST_TAGS,
  numbersOf,
  pageOf,
  pathOf,
  renumbered,
  tagsOf,
  titleOf,
  wordsOf,
} from './domain.ts';
import { FORUM_DIALECT } from './talk/written.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const NOBODY = { memberId: null, isStaff: false };
const MEMBER = { memberId: 'mem_1', isStaff: false };
const STAFF = { memberId: null, isStaff: true };
const OPEN = {
  group: null,
  whoReads: 'everybody',
  whoStarts: 'members',
  whoAnswers: 'members',
  isArchived: false,
} as const;

describe('pages of a thread', () => {
  it('have every number once', () => {
    assert.deepEqual([pageOf(1), pageOf(20), pageOf(21), pageOf(0)], [1, 1, 2, 1]);
    check(
      property(integer({ min: 1, max: 1_000_000 }), (number) => {
        const { first, last } = numbersOf(pageOf(number));
        assert.ok(first <= number && number <= last && last - first === 19);
      }),
    );
  });

  it('have addresses that lead to a post', () => {
    const thread = { id: 'thr_1', slug: 'größe' };
    assert.equal(pathOf(thread), '/community/t/thr_1/gr%C3%B6%C3%9Fe');
    assert.equal(pathOf(thread, 20), '/community/t/thr_1/gr%C3%B6%C3%9Fe#post-20');
    assert.equal(pathOf(thread, 21), '/community/t/thr_1/gr%C3%B6%C3%9Fe?page=2#post-21');
  });
});

describe('who may do what', () => {
  it('reads what is for everybody, and members what is for members', () => {
    assert.deepEqual(
      [NOBODY, MEMBER, STAFF].map((who) => [
        mayRead(OPEN, who),
        mayRead({ group: null, whoReads: 'members' }, who),
      ]),
      [
        [true, false],
        [true, true],
        [true, true],
      ],
    );
  });

  it('writes where the category lets him', () => {
    const news = { ...OPEN, whoStarts: 'staff', whoAnswers: 'staff' } as const;
    const archived = { ...OPEN, isArchived: true };
    assert.deepEqual(
      [NOBODY, MEMBER, STAFF].map((who) => mayStart(OPEN, who)),
      [false, true, true],
    );
    assert.deepEqual(
      [MEMBER, STAFF].map((who) => mayStart(news, who)),
      [false, true],
    );
    assert.deepEqual(
      [MEMBER, STAFF].map((who) => mayStart(archived, who)),
      [false, false],
    );
    assert.deepEqual(
      [NOBODY, MEMBER, STAFF].map((who) => mayAnswer(OPEN, false, who)),
      [false, true, true],
    );
    assert.deepEqual(
      [MEMBER, STAFF].map((who) => mayAnswer(OPEN, true, who)),
      [false, true],
    );
    assert.deepEqual(
      [MEMBER, STAFF].map((who) => mayAnswer(news, false, who)),
      [false, true],
    );
  });

  it('changes his own posts, and accepts answers to his own questions', () => {
    const own = { authorId: 'mem_1', deletedAt: null };
    assert.deepEqual(
      [NOBODY, MEMBER, STAFF].map((who) => mayChange(own, who)),
      [false, true, true],
    );
    assert.equal(mayChange({ authorId: null, deletedAt: null }, NOBODY), false);
    assert.equal(mayChange({ ...own, deletedAt: new Date() }, MEMBER), false);
    const question = { kind: 'question', authorId: 'mem_1' } as const;
    assert.deepEqual(
      [NOBODY, MEMBER, STAFF].map((who) => mayAccept(question, who)),
      [false, true, true],
    );
    assert.equal(mayAccept({ ...question, authorId: null }, NOBODY), false);
    assert.equal(mayAccept({ ...question, kind: 'discussion' }, STAFF), false);
    assert.equal(isSolved({ answers: 0, solvedElsewhere: null }), false);
    assert.equal(isSolved({ answers: 0, solvedElsewhere: 'https://a.example' }), true);
  });
});

describe('what is written', () => {
  it('has tags of one form, a few, each once', () => {
    assert.deepEqual(tagsOf(' Router,WLAN ; wlan\nGröße,,!!'), ['router', 'wlan', 'grosse']);
    assert.equal(tagsOf('a,b,c,d,e,f,g').length, MOST_TAGS);
    check(
      property(anyText(), (given) => tagsOf(given).every((tag) => /^[\p{L}\p{N}\p{M}-]+$/u.test(tag))),
      { numRuns: 40 },
    );
  });

  it('has no signs that cannot be seen in its title, and none that cannot be stored', () => {
    assert.equal(titleOf(' The \u202egnp.exe\n router\u200b '), 'The gnp.exe router');
    assert.equal(wordsOf('a\r\nb\0c\ud800\u0007'), 'a\nbc\u{fffd}');
  });

  it('is renumbered in its order', () => {
    check(
      property(
        uniqueArray(integer({ min: 1, max: 99 }), { minLength: 1 }),
        integer({ min: 0, max: 50 }),
        (numbers, last) => {
          const map = renumbered(numbers, last);
          const sorted = numbers.toSorted((a, b) => a - b);
          assert.deepEqual(
            sorted.map((number) => map.get(number)),
            sorted.map((_, index) => last + index + 1),
          );
        },
      ),
    );
  });
});

const html = (markdown: string, known: readonly string[] = []) =>
  renderMarkdown(markdown, FORUM_DIALECT, (handle) =>
    known.includes(handle) ? `/community/members/${handle}` : undefined,
  );

describe('Markdown of posts', () => {
  it('has spoilers, tables, code and pictures of this server', () => {
    assert.match(
      html('It was ||the *butler*||.'),
      /<span class="spoiler" tabindex="0">the <em>butler<\/em><\/span>/,
    );
    assert.match(
      html(':::spoiler The end\nHe *did* it.\n:::'),
      /<details><summary>The end<\/summary><p>He <em>did<\/em> it.<\/p>\n<\/details>/,
    );
    assert.match(html('| a | b |\n|---|---|\n| 1 | 2 |'), /<table>.*<td>1<\/td>/s);
    assert.match(html('```js\na || b || c\n```'), /<pre><code>a \|\| b \|\| c/);
    assert.match(
      html('![x](/community/files/file_01abc)'),
      /<img src="\/community\/files\/file_01abc" alt="x" loading="lazy" \/>/,
    );
    assert.doesNotMatch(html('![x](https://evil.example/p.gif) ![y](/community/files/../x)'), /<img/);
  });

  it('links for people, not for search engines', () => {
    assert.match(html('[a](https://a.example)'), /rel="nofollow ugc noopener"/);
    assert.match(
      html('<a href="https://a.example" rel="dofollow" class="mention">a</a>'),
      /rel="nofollow ugc noopener"/,
    );
  });

  it('calls members who are there, and nobody in code or addresses', () => {
    assert.match(
      html('Thanks @Maya!', ['maya']),
      /<a href="\/community\/members\/maya" class="mention">@Maya<\/a>!/,
    );
    assert.doesNotMatch(
      html('Thanks @noone `@maya` a@maya.example https://x.example/@maya', ['maya']),
      /mention/,
    );
    assert.deepEqual(mentionsIn('@Ann, @bob and @ann; `@carl` mail@dan.example'), ['ann', 'bob']);
    assert.equal(plainOf('**Hold** the `button` &amp; wait'), 'Hold the button & wait');
  });
});

const TAGS = [
  'script',
  'img',
  'svg',
  'iframe',
  'math',
  'style',
  'form',
  'object',
  'a',
  'details',
  'span',
  'template',
  'base',
  'meta',
  'video',
  'body',
];
const TRICKS = [
  (tag: string) => `<${tag} onload=alert(1) onerror=alert(1) src=x>`,
  (tag: string) => `<${tag}/onpointerover=alert(1)//`,
  (tag: string) => `<${tag} href="java&#10;script:alert(1)" xlink:href=javascript:alert(1)>x</${tag}>`,
  (tag: string) => `<${tag}><style><!--</style><img src=x onerror=alert(1)>--></${tag}>`,
  (tag: string) => `<<${tag}>${tag}>alert(1)</${tag}>`,
  (tag: string) => `[x](javascript:alert(1) "<${tag} onfocus=alert(1) autofocus>")`,
  (tag: string) => `||<${tag} style="background:url(javascript:alert(1))" onclick=alert(1)>||`,
  (tag: string) => `:::spoiler <${tag} ontoggle=alert(1)>\n<${tag} srcdoc="<script>alert(1)</script>">\n:::`,
  (tag: string) => `| <${tag} onmouseover=alert(1)> |\n|---|\n| \u0000<${tag} on\u0000error=alert(1)> |`,
  (tag: string) => `@maya<${tag} onblur=alert(1)> [@maya](data:text/html,<script>alert(1)</script>)`,
];
/** What must never be in what is shown: elements, attributes and addresses that run something. */
const RUNS =
  /<(?!\/?(?:a|b|blockquote|br|code|del|em|h[2-5]|hr|i|img|kbd|li|ol|p|pre|s|strong|sub|sup|table|tbody|td|th|thead|tr|ul|details|summary|span)\b)[a-z!/?]|<[^>]*\s(?:on\w+|style|srcdoc|id|name|formaction)\s*=|(?:href|src)="\s*(?:javascript|data|vbscript)/i;

/** Texts of attributes are no attributes. */
const bare = (shown: string) => shown.replaceAll(/ (?:title|alt)="[^"]*"/g, '');

describe('hostile texts', () => {
  it('run nothing, however they are wrapped', () => {
    for (const trick of TRICKS)
      for (const tag of TAGS) {
        const shown = bare(html(wordsOf(trick(tag)), ['maya']));
        assert.doesNotMatch(shown, RUNS, trick(tag));
      }
    check(
      property(constantFrom(...TRICKS), constantFrom(...TAGS), anyText(), (trick, tag, noise) => {
        assert.doesNotMatch(bare(html(wordsOf(`${noise}${trick(tag + noise)}${noise}`))), RUNS);
      }),
      { numRuns: 300 },
    );
  });

  it('take no long time', () => {
    const long = ['[', '||', '*_', '> ', '@a', ':::spoiler\n', '<', '`', '![](', '- '].map((part) =>
      part.repeat(8000 / part.length),
    );
    for (const text of long) {
      const start = performance.now();
      html(text);
      mentionsIn(text);
      assert.ok(
        performance.now() - start < 2000,
        `${text.slice(0, 12)} took ${Math.round(performance.now() - start)} ms`,
      );
    }
  });
});
