import type { Case } from '../domain/case.ts';
import type { CaseSort } from '../store/list.ts';

/** Where a case stands in a list: its rank or milliseconds, and its id. */
export function placeOf(row: Case, sort: CaseSort): readonly [number, string] {
  return [sort === 'priority' ? row.rank : row.lastAt.getTime(), row.id];
}
