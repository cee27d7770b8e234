import type { App } from '#platform/app/index.ts';
import { partsOf } from '#lib/conditions/index.ts';
import { conversationsOfCases, type Looked, type ReadCondition } from '#respond/inbox/index.ts';
import { type Case, facet } from '../domain/case.ts';
import { type CaseFilter, selectPage } from '../store/list.ts';
import { placeOf } from './place.ts';

/** Cases whose conversations are looked at together. */
const TOGETHER = 100;

export interface CasesFound extends Looked {
  rows: Case[];
  /** Where to go on when the time was over before enough were found. */
  goOn?: readonly [number, string] | undefined;
}

/**
 * The first cases in the order asked for with a conversation that a condition holds for; some at a time, until enough are found or the time is over:
 * then it says where to go on. A type that every match must have leads there by its index.
 */
export async function findCases(
  app: App,
  condition: ReadCondition,
  given: CaseFilter,
  budgetMs: number,
): Promise<CasesFound> {
  const end = performance.now() + budgetMs;
  const filter = { ...given, facets: [...given.facets, ...typesAsked(condition)], limit: TOGETHER };
  const found: Case[] = [];
  let passed = 0;
  for (let after = given.after; ;) {
    const page = await selectPage(app, { ...filter, after });
    passed += page.length;
    found.push(...(await sifted(app, condition, page)));
    const enough = found.length >= given.limit;
    const last = page.at(-1);
    if (enough || page.length < TOGETHER || !last)
      return { rows: found.slice(0, given.limit), passed, isBounded: false };
    after = placeOf(last, given.sort);
    if (performance.now() > end) return { rows: found, passed, isBounded: true, goOn: after };
  }
}

async function sifted(app: App, condition: ReadCondition, cases: readonly Case[]): Promise<Case[]> {
  const threads = await conversationsOfCases(
    app,
    cases.map(({ id }) => id),
  );
  const standing = threads.filter(({ isGone }) => !isGone);
  const holding = new Set((await condition.sift(standing)).map(({ caseId }) => caseId));
  return cases.filter(({ id }) => holding.has(id));
}

/** Case types that the outermost questions demand. */
function typesAsked({ when }: ReadCondition): string[] {
  const asked = 'all' in when ? when.all.flatMap((part) => ('all' in part ? partsOf(part) : [part])) : [when];
  return asked.flatMap((part) =>
    'fact' in part && part.fact === 'case.type' && part.op === 'is' ? [facet.type(String(part.value))] : [],
  );
}
