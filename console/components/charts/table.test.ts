import assert from 'node:assert/strict';
import { it } from 'node:test';
import { csvOf, fileName } from './table.ts';

it('writes what every spreadsheet reads, and no formula that somebody smuggled in', () => {
  const table = {
    columns: ['Word', 'Posts'],
    rows: [
      { cells: ['plain', 3] },
      { cells: ['a "quoted", one', null] },
      { cells: ['=HYPERLINK("http://evil.test")', -2] },
      { cells: ['two\nlines', 0] },
    ],
  };
  assert.equal(
    csvOf(table),
    '\u{feff}Word,Posts\r\nplain,3\r\n"a ""quoted"", one",\r\n"\'=HYPERLINK(""http://evil.test"")",-2\r\n"two\nlines",0\r\n',
  );
});

it('names files so that every system takes them', () => {
  assert.equal(fileName(['Störung/../Herons', '7 days'], 'csv'), 'sto-rung-herons-7-days.csv');
  assert.equal(fileName(['…'], 'png'), 'trends.png');
});
