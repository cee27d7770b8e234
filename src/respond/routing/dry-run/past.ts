import type { App } from '#platform/app/index.ts';
import { caseLinesSince, listTypes } from '#respond/cases/index.ts';
import { conversationsOfCases, linesSince } from '#respond/inbox/index.ts';
import { toldSince } from '#respond/promises/index.ts';
import type { Trigger } from '../domain/triggers.ts';
import { CASE_LINES, type Happened, happenedIn, happenedTo, happenedWith, LINES } from './past-lines.ts';

/** What happened to one conversation. */
export interface Past extends Happened {
  conversationId: string;
}

const WEEK_MS = 7 * 86_400_000;
/** Of each kind of history; the newest ones. */
const MOST = 5000;

/** What cannot be read from any history: since when nothing happened at a time, and which labels stood before. */
export const UNTOLD: readonly Trigger[] = ['labelled', 'waited'];

/** What happened last week that these rules would have run on, as conversations, cases and promises keep it. */
export async function readPast(app: App, on: ReadonlySet<Trigger>): Promise<Past[]> {
  const since = new Date(app.clock.now().getTime() - WEEK_MS);
  const wants = (...triggers: Trigger[]) => triggers.some((trigger) => on.has(trigger));
  const found = [
    ...(wants('status', 'team', 'rated') ? await ofConversations(app, since) : []),
    ...(wants('case-status', 'case-type', 'case-field', 'rated') ? await ofCases(app, since) : []),
    ...(wants('promise-due', 'promise-missed') ? await ofPromises(app, since) : []),
  ];
  return found.filter(({ trigger }) => on.has(trigger));
}

async function ofConversations(app: App, since: Date): Promise<Past[]> {
  const lines = await linesSince(app, since, LINES, MOST);
  return lines.flatMap((line) =>
    happenedIn(line).map((happened) => ({ ...happened, conversationId: line.conversationId })),
  );
}

/** A case is all its conversations, as it is with the rules themselves. */
async function ofCases(app: App, since: Date): Promise<Past[]> {
  const lines = await caseLinesSince(app, since, CASE_LINES, MOST);
  if (lines.length === 0) return [];
  const threads = await conversationsOfCases(app, [...new Set(lines.map(({ caseId }) => caseId))]);
  const byCase = Map.groupBy(threads, ({ caseId }) => caseId!);
  const fields = new Map(
    (await listTypes(app)).flatMap((type) => type.fields.map(({ key, label }) => [label, key] as const)),
  );
  return lines.flatMap((line) =>
    (byCase.get(line.caseId) ?? []).map(({ id }) => ({
      ...happenedTo(line, (label) => fields.get(label)),
      conversationId: id,
    })),
  );
}

async function ofPromises(app: App, since: Date): Promise<Past[]> {
  return (await toldSince(app, since, MOST)).map((told) => ({
    ...happenedWith(told),
    conversationId: told.conversationId,
  }));
}
