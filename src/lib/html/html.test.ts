import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, property } from 'fast-check';
import { jsonIn, markup, trusted } from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

describe('a template', () => {
  it('escapes what it is given, and not what was made by it', () => {
    const name = `<b>"Tom" & 'Ann'</b>`;
    assert.equal(
      markup`<p title="${name}">${[markup`<i>${name}</i>`, null, false, 0]}</p>${trusted('<hr>')}`.text,
      '<p title="&#60;b&#62;&#34;Tom&#34; &#38; &#39;Ann&#39;&#60;/b&#62;"><i>&#60;b&#62;&#34;Tom&#34; &#38; &#39;Ann&#39;&#60;/b&#62;</i>0</p><hr>',
    );
  });

  it('never lets a value out of its place', () => {
    check(
      property(anyText(), (value) => {
        const made = markup`<a href="${value}">${value}</a>`.text;
        assert.equal(made.replace(/^<a href="[^"<>']*">[^<>"']*<\/a>$/s, ''), '');
        assert.ok(!jsonIn({ value }).text.includes('<'));
        assert.deepEqual(JSON.parse(jsonIn({ value }).text), { value });
      }),
    );
  });
});
