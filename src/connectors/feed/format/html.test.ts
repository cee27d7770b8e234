import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanHtml, linksIn, resolveLinks } from './html.ts';
import { htmlToText, looksLikeHtml, titleText } from './text.ts';

const BASE = 'https://tea.example/blog/';

test('scripts, styles, frames and handlers are taken out on every path', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<SCRIPT SRC=http://evil.example/x.js></SCRIPT>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<img src=x onerror=alert(1)>',
    '<img src="javascript:alert(1)">',
    '<a href="java\nscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:x">x</a>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<math><mtext></p><img src=x onerror=alert(1)></math>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<form action="https://evil.example"><input name=a><button>b</button></form>',
    '<style>p{background:url(javascript:x)}</style><p style="background:url(javascript:x)">p</p>',
    '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=javascript:x">',
    '<template><img src=x onerror=alert(1)></template>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<img srcset="javascript:alert(1) 1x">',
    '<video poster="javascript:alert(1)"></video>',
    '<textarea><img src=x onerror=alert(1)></textarea>',
    '<!--[if IE]><script>alert(1)</script><![endif]-->',
  ];
  for (const attack of attacks) {
    const clean = cleanHtml(`<p>before</p>${attack}<p>after</p>`, BASE) ?? '';
    assert.doesNotMatch(
      clean,
      /<(?:script|style|iframe|object|embed|form|input|base|meta|svg|math|template)|javascript:|vbscript:|data:|\son\w+=|srcdoc|style=/i,
      attack,
    );
    assert.match(clean, /<p>before<\/p>/, attack);
  }
});

test('addresses become absolute, absolute ones stay letter by letter', () => {
  const html =
    '<a href="x?a=1&amp;b=2#c">x</a><a href="/y">y</a><a href="//z.example/">z</a><a href="HTTPS://Tea.example">t</a><a href="mailto:a@b.co">m</a><blockquote cite="q">q</blockquote>';
  assert.equal(
    cleanHtml(html, BASE),
    '<a href="https://tea.example/blog/x?a=1&amp;b=2#c">x</a><a href="https://tea.example/y">y</a><a href="https://z.example/">z</a><a href="HTTPS://Tea.example">t</a><a href="mailto:a@b.co">m</a><blockquote cite="https://tea.example/blog/q">q</blockquote>',
  );
});

test('images that a script would fill in show themselves', () => {
  assert.equal(
    cleanHtml('<img src="data:image/gif;base64,R0" data-src="/a.png" alt="A">', BASE),
    '<img src="https://tea.example/a.png" alt="A" />',
  );
});

test('markup with nothing in it is nothing', () => {
  assert.equal(cleanHtml('<script>x</script> <!-- y -->', BASE), null);
});

test('resolving links takes nothing out', () => {
  assert.equal(
    resolveLinks('<p class="a"><a href="x">x</a></p>', BASE),
    '<p class="a"><a href="https://tea.example/blog/x">x</a></p>',
  );
});

test('links are listed once each, web addresses only', () => {
  assert.deepEqual(
    linksIn(
      '<a href="https://a.example/?x=1&amp;y=2">a</a><a href="mailto:x@y.z">m</a><a href="https://a.example/?x=1&amp;y=2">b</a>',
    ),
    ['https://a.example/?x=1&y=2'],
  );
});

test('text keeps paragraphs, lines, lists and what images say', () => {
  const html =
    '<h1>Tea</h1><p>One<br>two   three</p>\n<ul><li>a</li><li>b <b>bold</b></li></ul><p><img src="x" alt="A pot"> &amp; more&nbsp;tea</p><script>no</script><pre>x\n  y</pre><table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>';
  assert.equal(
    htmlToText(html),
    'Tea\n\nOne\ntwo three\n\n• a\n• b bold\n\nA pot & more tea\n\nx\n  y\n\n1 2\n3',
  );
  assert.equal(htmlToText('a<br><br>b'), 'a\n\nb');
  assert.equal(htmlToText('<b>a</b>b <i> c</i>'), 'ab c');
  assert.equal(htmlToText(''), '');
});

test('HTML is told from text that only looks a little like it', () => {
  for (const html of [
    '<p>x</p>',
    '<b>x</b>',
    'a<br>b',
    'x &amp; y',
    '&#8217;',
    '<p>open',
    '<!-- c -->x',
    '<img src="a">',
  ])
    assert.equal(looksLikeHtml(html), true, html);
  for (const text of [
    '1 < 2',
    'a & b',
    'use <b> wisely',
    'List<String>',
    'AT&T',
    'x &nonsense; y',
    '</notatag>',
    '',
  ])
    assert.equal(looksLikeHtml(text), false, text);
});

test('titles are one line of text', () => {
  assert.equal(titleText(' <b>Bold</b>\n tea '), 'Bold tea');
  assert.equal(titleText('Vec<T> &amp; <i>friends</i>'), 'Vec<T> & friends');
  assert.equal(titleText('<b>literal</b>', 'text'), '<b>literal</b>');
  assert.equal(titleText('<img src=x>'), null);
  assert.equal(titleText(null), null);
});
