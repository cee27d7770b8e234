import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { renderMarkdown } from '#lib/markdown/index.ts';
import { anyText } from '../../../../test/helpers/texts.ts';
import { FORUM_DIALECT } from '../talk/written.ts';
import { aloneIn, withCards } from './domain.ts';

const OURS = 'https://help.example.com';
const BEFORE = 'https://rapport.example.com';
const THREAD = `thr_${'0'.repeat(26)}`;
const alone = (markdown: string) => aloneIn(renderMarkdown(markdown, FORUM_DIALECT), [OURS, BEFORE]);

describe('links that stand alone', () => {
  const cases: [string, string, string[]][] = [
    ['on a line of its own', 'Look:\nhttps://a.example/x?a=1&b=2\nNice.', ['https://a.example/x?a=1&b=2']],
    ['as a paragraph', 'https://a.example/', ['https://a.example/']],
    [
      'several, each once',
      'https://a.example/\n\nhttps://b.example/\nhttps://a.example/',
      ['https://a.example/', 'https://b.example/'],
    ],
    [
      'three at most',
      [1, 2, 3, 4].map((n) => `https://a.example/${n}`).join('\n'),
      ['https://a.example/1', 'https://a.example/2', 'https://a.example/3'],
    ],
    ['not within a sentence', 'See https://a.example/ for more', []],
    ['not with words of their own', '[my page](https://a.example/)', []],
    ['not in a list or in code', '- https://a.example/\n\n`https://a.example/`', []],
    ['not to mail, nor without a protocol', 'mailto:a@a.example\n\nwww.a.example', []],
    ['not with a password', 'https://me:secret@a.example/', []],
    ['not to ourselves', `${OURS}/help/en/router`, []],
    ['not to ourselves by the address of before', `${BEFORE}/help/en/router`, []],
  ];
  for (const [name, markdown, links] of cases) it(name, () => assert.deepEqual(alone(markdown).links, links));

  it('name threads of this community', () => {
    const given = `${OURS}/community/t/${THREAD}/red-light?page=2#post-21`;
    assert.deepEqual(alone(given), { links: [], named: [THREAD] });
    assert.deepEqual(alone(`${BEFORE}/community/t/${THREAD}/red`), { links: [], named: [THREAD] });
    assert.deepEqual(alone(`https://a.example/community/t/${THREAD}/red`).named, []);
    assert.deepEqual(alone(`${OURS}.a.example/community/t/${THREAD}/red`).named, []);
  });
});

describe('cards', () => {
  it('stand where the link stood, and nothing else of the post changes', () => {
    const html = renderMarkdown('One\nhttps://a.example/?a=1&b=2\n**Two**', FORUM_DIALECT);
    const shown = withCards(html, (url, href) => `[${url} ${href}]`);
    assert.equal(
      shown.replaceAll('\n', ''),
      '<p>One<br />[https://a.example/?a=1&b=2 https://a.example/?a=1&amp;b=2]<br /><strong>Two</strong></p>',
    );
    assert.equal(
      withCards(html, () => undefined),
      html,
    );
  });

  it('never come of what is no address, whatever somebody writes', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 200 }), (given) => {
        const { links } = alone(`https://a.example/${given}\n${given}`);
        for (const url of links) {
          assert.ok(URL.canParse(url) && /^https?:/.test(url));
          assert.ok(!/[<>"\s]/.test(url), url);
        }
      }),
    );
  });
});
