import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { array, assert as check, constantFrom, oneof, property, string } from 'fast-check';
import { csvOf } from './csv.ts';
import { Tally } from './domain/figures.ts';
import type { Overview } from './schema.ts';

const none = new Tally().figures();
const overview = (name: string): Overview => ({
  period: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' },
  against: { from: '2026-10-30T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' },
  zone: 'UTC',
  total: { now: { ...none, contacts: 3, answeredShare: 1 / 3 }, before: none },
  by: {
    network: [],
    kind: [],
    team: [],
    language: [],
    about: [{ key: 'l:x', name, now: { ...none, contacts: 2 }, before: none, isRising: false }],
  },
  byDay: [{ day: '2026-11-01', now: 3, before: null }],
  hours: [],
  workload: [],
});

describe('a report as a file', () => {
  it('has a line for each group and period, shares in full and nothing where too few are known', () => {
    const lines = csvOf(overview('Refunds')).split('\r\n');
    assert.match(lines[0]!, /^period,from,to,group,key,name,contacts,needing/);
    assert.match(lines[1]!, /^now,.+,total,,,3,0,0,0\.333333,,,0,,0,0,$/);
    assert.ok(lines.some((line) => /^before,.+,about,l:x,Refunds,0,/.test(line)));
    assert.ok(lines.some((line) => /^now,.+,day,2026-11-01,2026-11-01,3,/.test(line)));
    assert.equal(lines.at(-1), '', 'it ends with a line');
  });

  it('keeps names whole that would break a line, and lets none become a formula', () => {
    assert.ok(csvOf(overview('a,"b"\nc')).includes('"a,""b""\nc"'));
    for (const name of ['=1+1', '+1', '-1', '@x'])
      assert.ok(csvOf(overview(name)).includes(`,'${name},`), name);
  });

  it('gives every name back that a reader of CSV reads, as words and never as a formula', () => {
    const hostile = constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＋',
      '－',
      '＠',
      '\t',
      '\r',
      '\n',
      '"',
      ',',
      "'",
      '\u202e',
      ';',
    );
    const name = array(oneof(hostile, string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 8 }).map(
      (parts) => parts.join(''),
    );
    check(
      property(name, (text) => {
        const rows: string[][] = parse(csvOf(overview(text)), { record_delimiter: '\r\n' });
        assert.ok(rows.every(({ length }) => length === rows[0]!.length));
        const [cell] = rows.filter((row) => row[0] === 'now' && row[3] === 'about').map((row) => row[5]!);
        assert.doesNotMatch(cell!, /^[=+\-@＝＋－＠\t\r\n]/);
        assert.ok(cell === text || cell === `'${text}`, JSON.stringify([cell, text]));
      }),
    );
  });
});
