import type { App } from '#platform/app/index.ts';
import type { FieldValues } from '../domain/fields.ts';
import type { CaseStatus } from '../domain/status.ts';
import { selectCases } from '../store/cases.ts';
import { selectCasesOf } from '../store/threads.ts';

/** What others may ask about the case of a conversation. */
export interface CaseFactsOf {
  caseId: string;
  number: number;
  typeId: string;
  status: CaseStatus;
  fields: FieldValues;
  createdAt: Date;
  solvedAt: Date | null;
}

/** The case of each conversation; those in none are left out. Two queries, however many. */
export async function readCaseFacts(
  app: App,
  conversationIds: readonly string[],
): Promise<Map<string, CaseFactsOf>> {
  const of = await selectCasesOf(app, conversationIds);
  const rows = new Map((await selectCases(app, [...new Set(of.values())])).map((row) => [row.id, row]));
  return new Map(
    [...of].flatMap(([conversationId, caseId]): [string, CaseFactsOf][] => {
      const row = rows.get(caseId);
      if (!row) return [];
      const { number, typeId, status, fields, createdAt, solvedAt } = row;
      return [[conversationId, { caseId, number, typeId, status, fields, createdAt, solvedAt }]];
    }),
  );
}
