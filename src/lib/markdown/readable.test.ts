import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readableOf, renderMarkdown, wordsOfHtml } from './index.ts';

const dialect = { picture: /^$/, isForeign: true };
const read = (markdown: string) => readableOf(renderMarkdown(markdown, dialect));

describe('Markdown as a letter without layout', () => {
  it('keeps paragraphs, lists with their numbers, quotes and code apart', () => {
    assert.equal(
      read(
        'I drive to **Basel**.\nSoon!\n\n3. Data?\n4. Calls?\n\n> The app says\n> *maybe*.\n\nSee `*100#`.',
      ),
      'I drive to Basel.\nSoon!\n\n3. Data?\n4. Calls?\n\n> The app says\n> maybe.\n\nSee *100#.',
    );
    assert.equal(read('- a\n  - b\n    1. c\n- d\n\nEnd'), '– a\n  – b\n    1. c\n– d\n\nEnd');
    assert.equal(read('1. one\n\n   more\n\n2. two'), '1. one\nmore\n2. two');
    assert.equal(read('```\nif (a < b)\n\n  run();\n```\nThen'), 'if (a < b)\n\n  run();\n\nThen');
    assert.equal(read('|a|b|\n|-|-|\n|1|2|'), 'a | b\n1 | 2');
    assert.equal(read('> outer\n>\n> > inner\n\nafter'), '> outer\n\n> > inner\n\nafter');
  });

  it('says what was meant as text once, and loses no word of what could be written', () => {
    assert.equal(read('a &amp;lt; b, `<b>` and 1 < 2 & 3'), 'a &lt; b, <b> and 1 < 2 & 3');
    assert.equal(read(''), '');
    assert.equal(read('||the end|| :::'), 'the end :::');
    for (const text of [
      '> - 1. > x',
      '- \n- \n\n1.',
      `${'> '.repeat(80)}deep`,
      `${'- '.repeat(80)}deep`,
      '<p>raw</p><script>x</script>',
      '# Big\n***\ntail',
      ':::spoiler Why\nBecause\n:::',
    ]) {
      const html = renderMarkdown(text, dialect);
      const words = (said: string) => said.match(/\p{L}+/gu) ?? [];
      assert.deepEqual(words(readableOf(html)), words(wordsOfHtml(html)), text);
    }
  });
});
