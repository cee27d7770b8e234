import type { App } from '#platform/app/index.ts';
import { wallClock } from '#lib/hours/index.ts';
import { readTeamNames } from '#people/teams/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import { type Line, type Report, reportOf } from '../domain/report.ts';
import { type BehindAsked, selectBehind } from '../store/clocks.ts';
import { selectCounts } from '../store/counts.ts';
import { selectPolicyNames } from '../store/policies.ts';

export type NamedLine = Line & { name: string };
export type NamedReport = { [Key in keyof Report]: Report[Key] extends Line ? NamedLine : NamedLine[] };

/** Kept and missed promises that began between two moments, by the clock on the wall of a zone. From counters: as fast for a year as for a day. */
export async function readReport(
  app: App,
  asked: { from: Date; to: Date; zone: string },
): Promise<NamedReport> {
  const [counts, policies, teams] = await Promise.all([
    selectCounts(app, asked.from, asked.to),
    selectPolicyNames(app),
    readTeamNames(app),
  ]);
  const report = reportOf(counts, (hour) => {
    const { day, minute } = wallClock(asked.zone, hour);
    return { day, hour: Math.floor(minute / 60) };
  });
  const named = (nameOf: (key: string) => string) => (line: Line) => ({ ...line, name: nameOf(line.key) });
  const same = named((key) => key);
  return {
    total: same(report.total),
    byKind: report.byKind.map(same),
    byPolicy: report.byPolicy.map(named((key) => policies.get(key) ?? key)),
    byTeam: report.byTeam.map(named((key) => teams.get(key) ?? key)),
    byNetwork: report.byNetwork.map(same),
    byHour: report.byHour.map(same),
    byDay: report.byDay.map(same),
  };
}

export interface Behind {
  id: string;
  conversationId: string;
  kind: string;
  outcome: string;
  startedAt: Date;
  dueAt: Date | null;
  endedAt: Date | null;
  /** Empty when the conversation is gone. */
  excerpt: string;
  network: string;
}

/** The conversations behind a number of the report, newest first. */
export async function readBehind(
  app: App,
  asked: BehindAsked,
  after: { startedAt: Date; id: string } | null,
  limit: number,
): Promise<Behind[]> {
  const clocks = await selectBehind(app, asked, after, limit);
  const rows = await findConversations(app, [...new Set(clocks.map(({ conversationId }) => conversationId))]);
  const excerpts = new Map(rows.map((row) => [row.id, row.excerpt]));
  return clocks.map((clock) => ({
    id: clock.id,
    conversationId: clock.conversationId,
    kind: clock.kind,
    outcome: clock.outcome!,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    endedAt: clock.endedAt,
    excerpt: excerpts.get(clock.conversationId) ?? '',
    network: clock.traits.network,
  }));
}
