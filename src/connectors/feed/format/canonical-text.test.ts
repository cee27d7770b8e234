import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalText } from './canonical-text.ts';
import type { XmlNode } from './node.ts';

function settle(text: string, attributes: Record<string, string> = {}, isMarkup = false) {
  const node: XmlNode = {
    name: 'content',
    attributes,
    children: [],
    text,
    isMarkup,
    base: undefined,
    lang: undefined,
    isCut: false,
  };
  const settled = canonicalText(node);
  return [settled.attributes.type, settled.text];
}

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');

const cases: [string, unknown, unknown[]][] = [
  ['no type is text', settle('a < b'), ['text', 'a < b']],
  ['html', settle('<p>x</p>', { type: 'html' }), ['html', '<p>x</p>']],
  [
    'a type in capitals with a parameter',
    settle('<p>x</p>', { type: 'TEXT/HTML; charset=utf-8' }),
    ['html', '<p>x</p>'],
  ],
  [
    'xhtml loses the one div around it',
    settle('<div><p>x</p></div>', { type: 'xhtml' }, true),
    ['html', '<p>x</p>'],
  ],
  [
    'xhtml with two divs keeps both',
    settle('<div>a</div><div>b</div>', { type: 'xhtml' }, true),
    ['html', '<div>a</div><div>b</div>'],
  ],
  ['escaped HTML labelled xhtml is HTML', settle('<p>x</p>', { type: 'xhtml' }), ['html', '<p>x</p>']],
  ['plain text labelled xhtml is text', settle('a < b', { type: 'xhtml' }), ['html', 'a &lt; b']],
  ['markup labelled text is markup', settle('<b>x</b>', { type: 'text' }, true), ['html', '<b>x</b>']],
  [
    'mode base64 of HTML',
    settle(base64('<p>ü</p>'), { mode: 'base64', type: 'text/html' }),
    ['html', '<p>ü</p>'],
  ],
  ['mode base64 of text', settle(base64('a < b'), { mode: 'base64', type: 'text/plain' }), ['text', 'a < b']],
  [
    'base64 over several lines',
    settle('YSA8\n IGI=', { mode: 'base64', type: 'text/plain' }),
    ['text', 'a < b'],
  ],
  [
    'a picture is no text',
    settle(base64(new Uint8Array([0x89, 0xff, 0xfe])), { type: 'image/png' }),
    ['text', ''],
  ],
  ['text that only claims to be base64', settle('not base64!', { mode: 'base64' }), ['text', 'not base64!']],
  ['mode escaped of HTML', settle('<p>x</p>', { mode: 'escaped', type: 'text/html' }), ['html', '<p>x</p>']],
  ['mode escaped of plain text', settle('<p>', { mode: 'escaped', type: 'text/plain' }), ['text', '<p>']],
  [
    'content elsewhere keeps its media type',
    settle('', { src: 'v.mp4', type: 'video/mp4' }),
    ['video/mp4', ''],
  ],
];

for (const [what, settled, expected] of cases) test(what, () => assert.deepEqual(settled, expected));
