import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sanitizeHtml from 'sanitize-html';
import { HOSTILE_TEXTS } from '../../../test/helpers/hostile-texts.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { limitsOf } from './allowed.ts';
import { cleanAgain, type Dialect, renderMarkdown, wordsOfHtml } from './index.ts';
import { unescaped } from './readable.ts';
import { BLOCKS, isStrict } from './strict.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const FOREIGN: Dialect = { picture: /^\/files\/file_[0-9a-z]+$/, isForeign: true };
const isRead = (html: string) => isStrict(html, FOREIGN.picture);
const sanitised = (html: string) => sanitizeHtml(html, limitsOf(FOREIGN));
const wordsOfAny = (html: string) =>
  unescaped(sanitizeHtml(html.replaceAll(BLOCKS, '$&\n'), { allowedTags: [], allowedAttributes: {} }))
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();

const WRITTEN = [
  'The **router** blinks *red* since ~~noon~~ today, see `log && <b>`.',
  '# One\n\n## Two\n\n###### Six\n\ntext\\\nbroken',
  '1. a\n2. b\n   - c\n\n3. d\n\n> quoted\n>\n> > twice',
  '7. from seven\n\n- loose\n\n- list',
  '| a | b |\n|:-|-:|\n| 1 | [x](https://a.example/?a=1&b=2 "t & \\"q\\"") |',
  '```js\nif (a < b && c > d) "x";\n```\n\n---\n\nend',
  '[x](/community/t/1#post-2) <https://a.example> me@a.example tel: [call](tel:+431234)',
  '![a "b" <c>](/files/file_1 "t") ![no](https://evil.example/x.png) and @maya said',
  'the end: ||it *was* him||\n\n:::spoiler Who & why\nHim\n\n- really\n:::\n',
  '<b>hand</b> <sup>2</sup> H<sub>2</sub>O <kbd>Ctrl</kbd> <script>x</script> <i title=x>y</i>',
];
const render = (markdown: string) =>
  renderMarkdown(markdown, FOREIGN, (handle) => (handle === 'maya' ? '/community/members/maya' : undefined));

describe('HTML that is read instead of being cleaned again', () => {
  it('is all that people write, and it is what the sanitiser would have left of it', () => {
    for (const markdown of WRITTEN) {
      const html = render(markdown);
      assert.ok(isRead(html), html);
      assert.equal(cleanAgain(html, FOREIGN), html);
      assert.equal(sanitised(html), html, markdown);
      assert.equal(wordsOfHtml(html), wordsOfAny(html), markdown);
    }
    assert.ok(isRead(''));
  });

  it('is nothing that was not written by the sanitiser', () => {
    const link = (href: string) => `<a href="${href}" rel="nofollow ugc noopener">x</a>`;
    assert.ok(isRead(link('https://a.example/?a=1&amp;b=%20')));
    for (const html of [
      ...HOSTILE_TEXTS.filter((text) => /<[a-z]/i.test(text)),
      ...[
        'javascript:x',
        'JAVASCRIPT:x',
        '//evil.example',
        '/\\evil.example',
        '\\\\evil',
        'data:text/html,x',
      ].map(link),
      ...[' javascript:x', 'java\tscript:x', '\u0001https://x', 'https://a b', 'x', '/ /evil', ''].map(link),
      ...['https://a&#58;x', 'https://a&colon;', 'https://a"', "/x' onclick='x"].slice(0, 3).map(link),
      '<a href="https://a.example">x</a>',
      '<a href="https://a.example" rel="noopener">x</a>',
      '<a href="//evil.example" class="mention">x</a>',
      '<a href="/x" class="mention" onclick="x">x</a>',
      '<a href="/x" rel="nofollow ugc noopener">a<a href="/y" rel="nofollow ugc noopener">b</a></a>',
      '<a>x</a>',
      '<img src="https://evil.example/x.png" alt="" loading="lazy" />',
      '<img src="/files/file_1" alt="" />',
      '<img src="/files/file_1" alt="" loading="lazy" onerror="x" />',
      '<span>x</span>',
      '<span class="spoiler">x</span>',
      '<span class="spoiler x" tabindex="0">x</span>',
      '<p>open',
      '</p>',
      '<b><i>x</b></i>',
      '<p><p>x</p></p>',
      '<p><ul><li>x</li></ul></p>',
      '<p>a<hr />b</p>',
      '<ul><li>a<li>b</li></li></ul>',
      '<h1>x</h1>',
      '<p class="x">x</p>',
      '<P>x</P>',
      '<br>',
      '<br/>',
      '<div>x</div>',
      '<td align="justify">x</td>',
      '<!-- x -->',
      'a > b',
      'a & b',
      '&lt',
      '&nbsp;',
      `${'<b>'.repeat(60)}x${'</b>'.repeat(60)}`,
    ])
      assert.ok(!isRead(html), html);
  });

  it(`is never more than the sanitiser lets through, however it was bent (SEED=${SEED})`, () => {
    const random = randomFrom(SEED);
    const whole = WRITTEN.map(render);
    const pieces = [
      ...whole.flatMap((html) => html.split(/(?=<)|(?<=>)/)),
      ...HOSTILE_TEXTS,
      '"',
      '>',
      '<',
      '&',
      ' ',
      '\\',
      '//',
    ];
    let read = 0;
    for (let turn = 0; turn < 1500; turn++) {
      let html = whole[pick(random, whole.length)]!;
      for (let times = pick(random, 3) + 1; times > 0; times--) {
        const at = pick(random, html.length + 1);
        const put = random() < 0.7 ? pieces[pick(random, pieces.length)]! : '';
        html = html.slice(0, at) + put + html.slice(at + pick(random, random() < 0.5 ? 2 : 40));
      }
      if (isRead(html)) {
        read++;
        assert.equal(sanitised(html), html, `${turn}: ${html}`);
      }
      assert.equal(wordsOfHtml(cleanAgain(html, FOREIGN)), wordsOfAny(cleanAgain(html, FOREIGN)), html);
    }
    assert.ok(read > 30, `${read} of them were read at once`);
  });

  it('is read in time that grows with its length only', () => {
    const began = performance.now();
    for (const html of [
      'a'.repeat(300_000),
      '&amp;'.repeat(100_000),
      '<b>x</b>'.repeat(50_000),
      `<a href="https://${'a'.repeat(300_000)}`,
      `<a href="/x" title="${'&quot;'.repeat(50_000)}`,
      '<a href="https://'.repeat(20_000),
      '<img src="'.repeat(20_000),
      '<'.repeat(100_000),
    ]) {
      isRead(html);
      wordsOfHtml(html.slice(0, 20_000));
    }
    assert.ok(performance.now() - began < 4000, 'no pattern goes back over what it read');
  });
});
