import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markup } from '#lib/html/index.ts';
import {
  chooseLanguage,
  contrast,
  directionOf,
  frameWords,
  readable,
  siteDocument,
  type SiteLook,
  siteStyle,
  USUAL_LOOK,
} from './index.ts';

const HOSTILE = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
const site = {
  name: 'Acme people',
  publicUrl: 'https://acme.example',
  homePath: '/community',
  stylesheets: ['/community/style.css'],
};
const documentOf = (page: object) =>
  siteDocument({
    site,
    page: { language: 'en', title: 'A title', path: '/community/t/1', body: markup`<h1>Hello</h1>`, ...page },
    skip: 'Skip',
    header: [],
    footer: markup`<p>foot</p>`,
  });

test('a page tells search engines and other sites what it is, in the words it was given and nothing else', () => {
  const html = documentOf({
    title: HOSTILE,
    description: HOSTILE,
    kind: 'article',
    data: [{ '@type': 'QAPage', name: HOSTILE }],
    feeds: [{ kind: 'json', title: HOSTILE, path: '/community/feed.json' }],
  });
  assert.equal(html.match(/<script/g)?.length, 1, 'the structured data only');
  assert.equal(html.match(/<img/g), null);
  assert.match(html, /<link rel="canonical" href="https:\/\/acme.example\/community\/t\/1"/);
  assert.match(html, /property="og:type" content="article"/);
  assert.match(html, /type="application\/feed\+json"/);
  const [, data] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(html)!;
  assert.equal((JSON.parse(data!) as { name: string }).name, HOSTILE);
});

test('the header says first whose page it is and who reads, then the parts of the site, in a row that no page has without parts', () => {
  const page = { language: 'en', title: 'A title', path: '/', body: markup`<p></p>` };
  const of = (links: readonly string[]) =>
    siteDocument({
      site,
      page,
      skip: 'Skip',
      header: [markup`<form role="search"></form>`, markup`<nav aria-label="You"></nav>`],
      sections: { label: 'Parts', links: links.map((path) => markup`<a href="${path}">One</a>`) },
      footer: markup``,
    });
  const order = of(['/community', '/ideas']).match(
    /class="name"|role="search"|aria-label="\w+"|href="\/ideas"/g,
  );
  assert.deepEqual(order, [
    'class="name"',
    'role="search"',
    'aria-label="You"',
    'aria-label="Parts"',
    'href="/ideas"',
  ]);
  assert.doesNotMatch(of([]), /Parts/);
  assert.doesNotMatch(
    siteStyle(USUAL_LOOK),
    /[;{]order:/,
    'what is seen stands in the order in which it is read',
  );
});

test('a hidden page is for no search engine and for no preview', () => {
  const html = documentOf({ isHidden: true });
  assert.match(html, /content="noindex"/);
  assert.doesNotMatch(html, /canonical|og:/);
});

test('pages know the direction of their language', () => {
  assert.match(documentOf({ language: 'ar' }), /<html lang="ar" dir="rtl">/);
  assert.equal(directionOf('de-AT'), 'ltr');
  assert.equal(directionOf('fa-IR'), 'rtl');
  assert.doesNotMatch(
    siteStyle(USUAL_LOOK),
    /margin-(?:left|right)|padding-(?:left|right)|text-align:(?:left|right)|border-(?:left|right)/,
    'it mirrors by itself',
  );
});

test('languages are chosen as browsers ask for them', () => {
  const spoken = ['en', 'de', 'pt-BR'];
  for (const [header, wanted] of [
    [undefined, 'en'],
    ['', 'en'],
    ['de-CH,de;q=0.9,en;q=0.8', 'de'],
    ['fr, en;q=0.3, de;q=0.7', 'de'],
    ['pt', 'pt-BR'],
    ['de;q=0, en', 'en'],
    ['*', 'en'],
    [';;;,,,q=', 'en'],
    ['x'.repeat(100_000), 'en'],
  ] as const)
    assert.equal(chooseLanguage(header, spoken), wanted, String(header).slice(0, 40));
});

test('any colour of a company can be read on light and on dark paper', () => {
  for (const colour of ['#000000', '#ffffff', '#ffff00', '#2c56d4', '#7f7f7f', '#ff00aa', '#ffd400']) {
    const { light, dark, fill, onFill } = readable(colour);
    for (const paper of ['#ffffff', '#f6f6f8']) assert.ok(contrast(light, paper) >= 4.5, colour);
    for (const paper of ['#17181b', '#1f2024']) assert.ok(contrast(dark, paper) >= 4.5, colour);
    assert.ok(contrast(fill, onFill) >= 4.5, colour);
    for (const paper of ['#f6f6f8', '#1f2024']) assert.ok(contrast(fill, paper) >= 1.15, `${colour} is seen`);
  }
  assert.equal(readable('#ffd400').fill, '#ffd400', 'a strong colour stays what it is, with black on it');
  assert.equal(readable('#ffd400', ['#fffdf0', '#000000']).onFill, '#000000');
  assert.ok(siteStyle(USUAL_LOOK, '.mine{}').endsWith('.mine{}'));
  // Only in mirrored pages, and so weakly that every other rule for the same element wins.
  assert.match(siteStyle(USUAL_LOOK), /:where\(\[dir=rtl\]\) :where\(.+\){unicode-bidi:plaintext}/);
});

test('a look is type, corners, room and papers of one’s own, and says which schemes there are', () => {
  const tokens = (part: Partial<SiteLook>) => siteStyle({ ...USUAL_LOOK, ...part }).split('\n')[0]!;
  assert.match(tokens({}), /color-scheme:light dark;.*--corner:8px;--row:12px/);
  assert.match(
    tokens({ scheme: 'dark', corners: 'round', density: 'compact' }),
    /color-scheme:dark;.*--corner:16px;--row:7px/,
  );
  assert.match(tokens({ font: 'serif', headings: 'mono' }), /--font:"Iowan[^;]*;--heading-font:ui-monospace/);
  const own = tokens({
    darkColour: '#00ff00',
    variables: [
      { name: '--paper', light: '#fffaf2', dark: '#101010' },
      { name: '--gap', light: '12px', dark: null },
    ],
  });
  assert.match(own, /--paper:light-dark\(#fffaf2,#101010\)/);
  assert.match(own, /--gap:12px\}$/);
  assert.match(own, /--brand:light-dark\(#[0-9a-f]{6},#00ff00\)/);
  assert.equal(own.match(/--paper:/g)?.length, 1);
});

test('the head names icon and logos; a page that is tried leads nowhere and is for no search engine', () => {
  const dressed = (more: object) =>
    siteDocument({
      site: { ...site, logoUrl: '/l.svg', darkLogoUrl: '/d.svg', iconUrl: '/i.png', ...more },
      page: { language: 'en', title: 'T', path: '/t', body: markup`` },
      skip: 'Skip',
      header: [],
      footer: markup``,
    });
  const html = dressed({});
  assert.match(
    html,
    /<source srcset="\/d.svg" media="\(prefers-color-scheme:dark\)" \/><img class="logo" src="\/l.svg" alt=""/,
  );
  assert.match(html, /rel="icon" href="\/i.png".*rel="apple-touch-icon" href="\/i.png"/);
  assert.doesNotMatch(html, /<base|noindex/);
  assert.match(dressed({ isTried: true }), /<base target="_blank" \/>[^]*noindex/);
  assert.doesNotMatch(dressed({ logoUrl: null }), /class="logo"/);
});

test('the frame speaks German as completely as English', () => {
  const [en, de] = [frameWords('en'), frameWords('de-AT')];
  assert.deepEqual(Object.keys(de), Object.keys(en));
  for (const key of Object.keys(en) as (keyof typeof en)[]) assert.notEqual(de[key], '', key);
  assert.deepEqual(frameWords('xx'), en);
});
