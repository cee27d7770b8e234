import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { cleanSvg } from './index.ts';

const svg = (inside: string, more = '') =>
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"${more}>${inside}</svg>`;
const RUNS =
  /<script|<foreignObject|<image|<a[\s>]|<iframe|<animate|<set|on\w+\s*=|javascript:|https?:\/\/(?!www\.w3\.org)|@import/i;

test('a logo stays what it is: shapes, gradients, classes and references within it', () => {
  const drawn = svg(
    '<defs><linearGradient id="g" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#f60"/></linearGradient></defs><style>.a{fill:url(#g)}</style><path class="a" d="M0 0h10v10z" style="stroke:#123"/><use xlink:href="#g"/>',
  );
  const clean = cleanSvg(drawn)!;
  for (const kept of [
    'viewBox="0 0 10 10"',
    '<linearGradient id="g"',
    '.a{fill:url(#g)}',
    'd="M0 0h10v10z"',
    'style="stroke:#123"',
    'xlink:href="#g"',
  ])
    assert.ok(clean.includes(kept), `${kept} in ${clean}`);
  assert.equal(cleanSvg(clean), clean, 'once clean, it stays as it is');
});

const HOSTILE = [
  '<script>alert(1)</script>',
  '<SCRIPT href="https://evil.example/x.js"/>',
  '<g onload="alert(1)" onclick="x()"/>',
  '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></body></foreignObject>',
  '<a href="javascript:alert(1)"><text>x</text></a>',
  '<image href="https://evil.example/pixel.png"/>',
  '<use href="https://evil.example/a.svg#x"/>',
  '<use href="data:image/svg+xml;base64,PHN2Zz4="/>',
  '<set attributeName="href" to="javascript:alert(1)"/>',
  '<style>@import url(https://evil.example/a.css);</style>',
  '<style>.a{fill:u\\72l(https://evil.example)}</style>',
  '<path style="fill:url(https://evil.example/#x)"/>',
  '<rect fill="url(//evil.example/#x)"/>',
  '<style><![CDATA[</style><script>alert(1)</script>]]></style>',
  '<style>&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;</style>',
  '<style/><script>alert(1)</script>',
  '<title>&lt;script&gt;alert(1)&lt;/script&gt;</title><text>&lt;script>alert(1)&lt;/script></text>',
  '<st<style></style>yle><script>alert(1)</script>',
  '<scr<style></style>ipt>alert(1)</script>',
];
for (const inside of HOSTILE)
  test(`nothing runs or is loaded from ${inside.slice(0, 60)}`, () => {
    const clean = cleanSvg(svg(inside, ' onload="alert(2)"'));
    assert.doesNotMatch(clean ?? '', RUNS);
  });

test('what is no picture of lines is none', () => {
  for (const text of [
    '',
    'text',
    '<html><svg/></html>',
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
    `<svg>${' '.repeat(300_000)}</svg>`,
  ])
    assert.equal(cleanSvg(text), undefined, text.slice(0, 40));
});

test('however it is bent, nothing in it runs', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...HOSTILE, '<', '>', '"', "'", '<g>', '</g>', '<!--', '-->', ']]>', 'x')),
      (parts) => {
        const clean = cleanSvg(svg(parts.join('')));
        assert.doesNotMatch(clean?.replaceAll(/>[^<]*</g, '><') ?? '', RUNS);
      },
    ),
  );
});
