import type { App } from '#platform/app/index.ts';
import { compileCondition, type CompiledCondition } from '#lib/conditions/index.ts';
import { accountsOfPersons, personKeyOf } from '#people/persons/index.ts';
import { type Customer, type CustomerFacts, customerFacts } from './sources.ts';
import { type PickRow, selectPicks, selectSegments, type SegmentRow } from './store.ts';

/** A segment, ready to be asked; what cannot be read any more holds for nobody. */
export interface ReadySegment {
  row: SegmentRow;
  compiled: CompiledCondition | undefined;
}

/**
 * Segments of the customers behind these accounts, by account, as things are now. A customer is in by hand, out by hand, or as the condition says; what
 * was picked for one account holds for the whole person, and out wins.
 */
export async function segmentsOf(app: App, accountIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await selectSegments(app);
  if (rows.length === 0 || accountIds.length === 0) return new Map();
  const facts = await customerFacts(app);
  const segments = rows.map((row) => readyOf(row, facts));
  const [keys, accounts] = await Promise.all([
    personKeyOf(app, accountIds),
    accountsOfPersons(app, accountIds),
  ]);
  const customers = new Map(
    accountIds.map((id) => [keys.get(id)!, { key: keys.get(id)!, accountIds: accounts.get(id) ?? [id] }]),
  );
  const found = await belongings(app, segments, [...customers.values()], facts);
  return new Map(
    accountIds.map((id) => [id, (found.get(keys.get(id)!) ?? []).map(({ segmentId }) => segmentId)]),
  );
}

export interface Belonging {
  segmentId: string;
  by: 'condition' | 'hand';
  because: string[];
}

/** Which of these segments each customer is in, by the key of the customer. */
export async function belongings(
  app: App,
  segments: readonly ReadySegment[],
  customers: readonly Customer[],
  facts: CustomerFacts,
  reasons: (
    compiled: CompiledCondition,
    of: Parameters<CompiledCondition['holds']>[0],
  ) => string[] = () => [],
): Promise<Map<string, Belonging[]>> {
  const asked = new Set(segments.flatMap(({ compiled }) => [...(compiled?.facts ?? [])]));
  const [known, picks] = await Promise.all([
    facts.read(customers, asked),
    selectPicks(
      app,
      customers.flatMap(({ accountIds }) => accountIds),
    ),
  ]);
  const byAccount = Map.groupBy(picks, ({ accountId }) => accountId);
  return new Map(
    customers.map(({ key, accountIds }) => {
      const own = accountIds.flatMap((id) => byAccount.get(id) ?? []);
      return [
        key,
        segments.flatMap(({ row: { id }, compiled }): Belonging[] => {
          const hand = byHand(own, id);
          if (hand !== undefined) return hand ? [{ segmentId: id, by: 'hand', because: [] }] : [];
          const of = known.get(key) ?? {};
          if (!compiled?.holds(of)) return [];
          return [{ segmentId: id, by: 'condition', because: reasons(compiled, of) }];
        }),
      ];
    }),
  );
}

export function readyOf(row: SegmentRow, { catalogue }: CustomerFacts): ReadySegment {
  try {
    return { row, compiled: row.condition ? compileCondition(row.condition.when, catalogue) : undefined };
  } catch (error) {
    // A field that nobody has any more.
    if (error instanceof RangeError) return { row, compiled: undefined };
    throw error;
  }
}

function byHand(picks: readonly PickRow[], segmentId: string): boolean | undefined {
  const own = picks.filter((pick) => pick.segmentId === segmentId);
  return own.length === 0 ? undefined : own.every(({ isIn }) => isIn);
}
