import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Dialect, renderMarkdown } from './index.ts';

const levels = (markdown: string, isForeign = false) => {
  const dialect: Dialect = { picture: /^\/none$/, isForeign };
  return Array.from(renderMarkdown(markdown, dialect).matchAll(/<h(\d)>/g), ([, level]) => Number(level));
};

describe('headings below the title of a page', () => {
  it('begin at the second level, whatever the highest one of the text is', () => {
    assert.deepEqual(levels('# A\n\n## B\n\n### C'), [2, 3, 4]);
    assert.deepEqual(levels('## A\n\n### B\n\n## C'), [2, 3, 2]);
    assert.deepEqual(levels('#### A\n\n###### B'), [2, 4]);
    assert.deepEqual(levels('### A\n\n# B'), [4, 2], 'the highest one may stand below');
    assert.deepEqual(levels('A\n=\n\nB\n-\n\n<h3>C</h3>'), [2, 3, 4]);
  });

  it('end at the fifth, and are no signs in code', () => {
    assert.deepEqual(levels('# A\n\n#### B\n\n##### C\n\n###### D'), [2, 5, 5, 5]);
    assert.deepEqual(levels('```\n# A <h1>\n```\n\n## B'), [2]);
  });

  it('stay where strangers put them', () => {
    assert.deepEqual(levels('## A\n\n### B', true), [3, 4]);
  });
});
