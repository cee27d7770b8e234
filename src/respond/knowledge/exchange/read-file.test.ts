import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, array, property, record, string } from 'fast-check';
import { type ArticleFileLine, csvOf, ndjsonOf } from './lines.ts';
import { readArticleFile } from './read-file.ts';

const line = (more: Partial<ArticleFileLine>): ArticleFileLine => ({
  article: 'a',
  language: 'en',
  title: 'Title',
  body: 'Body',
  category: 'Bills',
  visibility: 'public',
  slug: 'title',
  isPublished: true,
  ...more,
});

describe('files of articles', () => {
  it('are read as they were written, whatever the texts hold', () => {
    check(
      property(
        array(record({ title: string({ minLength: 1 }), body: string({ unit: 'grapheme' }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        (given) => {
          const rows = given
            .map(({ title, body }) => line({ title: `T ${title}`.trim(), body }))
            .filter(({ title, body }) => !/\r/.test(title + body));
          const same = (a: readonly ArticleFileLine[], b: readonly ArticleFileLine[]) =>
            assert.deepEqual(
              a.map(({ title, body }) => [title, body]),
              b.map(({ title, body }) => [title.trim(), body]),
            );
          same(readArticleFile(ndjsonOf(rows), 'ndjson').rows, rows);
          // An empty cell is no body in a table.
          const written = rows.filter(({ body }) => body !== '');
          same(readArticleFile(csvOf(written), 'csv').rows, written);
        },
      ),
    );
  });

  it('have sensible values where they say nothing', () => {
    const { rows } = readArticleFile('\u{feff}title,body\n"Pay, a bill","By card"\n', 'csv');
    assert.deepEqual(rows, [
      { language: 'en', title: 'Pay, a bill', body: 'By card', visibility: 'public', isPublished: false },
    ]);
  });

  it('tell what was passed over, with the number of the line', () => {
    const { rows, problems } = readArticleFile(
      '{"title":"A","body":"x"}\n\nnot json\n{"title":"B","body":"x","language":"klingon!"}\n{"body":"x"}\n{"title":"C","body":"x","visibility":"secret"}\n',
      'ndjson',
    );
    assert.deepEqual(
      rows.map(({ title }) => title),
      ['A'],
    );
    assert.deepEqual(
      problems.map((problem) => problem.line),
      [3, 4, 5, 6],
    );
    assert.match(problems[1]!.reason, /"language": must be a language/);
    assert.equal(readArticleFile('a,b\n"unclosed', 'csv').problems.length, 1);
  });
});
