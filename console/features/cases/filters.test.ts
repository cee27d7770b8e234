import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseRow } from '#respond/cases/schema.ts';
import {
  besideRow,
  CASE_VIEWS,
  caseQuery,
  type CaseFilters,
  filtersOfQuery,
  readCaseFilters,
  sameCases,
} from './filters.ts';

test('an address gives only what is known', () => {
  assert.deepEqual(readCaseFilters({ view: 'mine', q: 1042, sort: 'priority', label: ' ' }), {
    view: 'mine',
    q: '1042',
    sort: 'priority',
  });
  assert.deepEqual(readCaseFilters({ view: 'nothing', sort: ['x'], q: { a: 1 }, type: null }), {});
  assert.equal(readCaseFilters({ q: 'x'.repeat(1000) }).q?.length, 200);
});

test('each view asks its own question; a search looks at everything unless a view is chosen', () => {
  const asked = CASE_VIEWS.map((view) => JSON.stringify(caseQuery({ view })));
  assert.equal(new Set(asked).size, CASE_VIEWS.length);
  assert.deepEqual(caseQuery({}), { status: 'unfinished' });
  assert.deepEqual(caseQuery({ q: '#1042' }), { q: '#1042', status: 'any' });
  assert.deepEqual(caseQuery({ q: 'fire', view: 'mine' }), {
    q: 'fire',
    status: 'unfinished',
    assignee: 'me',
  });
  assert.deepEqual(caseQuery({ linkedTo: 'case_1' }), { linkedTo: 'case_1', status: 'any' });
});

test('what a saved view asks of the server comes back as the same list', () => {
  const shown: CaseFilters[] = [
    ...CASE_VIEWS.map((view) => ({ view })),
    { q: 'fire' },
    { q: 'fire', view: 'mine' },
    { type: 'ctype_1', sort: 'priority' },
  ];
  for (const filters of shown) {
    const query = JSON.parse(JSON.stringify(caseQuery(filters))) as Record<string, string>;
    assert.ok(sameCases(filtersOfQuery(query), filters), JSON.stringify(filters));
    assert.equal(shown.filter((other) => sameCases(other, filters)).length, 1);
  }
  assert.ok(sameCases({ sort: 'priority' }, {}), 'the order is no other list');
});

test('a saved view that is none of the standard ones shows what it counts', () => {
  const queries: Record<string, string>[] = [
    { status: 'open' },
    { status: 'solved', assignee: 'me' },
    { status: 'unfinished', assignee: 'user_1' },
    { status: 'any', follower: 'me', q: 'fire' },
    { status: 'unfinished', q: 'fire' },
    { status: 'unfinished', linkedTo: 'case_1' },
  ];
  for (const query of queries) {
    const filters = filtersOfQuery(query);
    assert.deepEqual(caseQuery(filters), query);
    assert.deepEqual(readCaseFilters({ ...filters }), filters, 'the address says it too');
  }
  assert.deepEqual(caseQuery(filtersOfQuery({ q: 'fire' })), { q: 'fire', status: 'unfinished' });
  const chosen = readCaseFilters({ view: 'mine', status: 'open', assignee: 'user_1', follower: 'me' });
  assert.deepEqual(chosen, { view: 'mine' }, 'a view that is chosen takes their place');
  assert.deepEqual(readCaseFilters({ status: 'lost', follower: 'user_1' }), {});
});

test('keys walk along the rows and stop at the ends', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id }) as CaseRow);
  assert.equal(besideRow(rows, null, 1), 'a');
  assert.equal(besideRow(rows, 'a', 1), 'b');
  assert.equal(besideRow(rows, 'c', 1), 'c');
  assert.equal(besideRow(rows, 'a', -1), 'a');
  assert.equal(besideRow(rows, 'gone', -1), 'a');
  assert.equal(besideRow([], 'a', 1), null);
});
