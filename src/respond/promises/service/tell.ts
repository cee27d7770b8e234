import type { App } from '#platform/app/index.ts';
import { addNotice, resolveNotice } from '#people/notices/index.ts';
import { readTeams } from '#people/teams/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import type { Promised } from '../domain/promise.ts';

const WORDS = { first: 'First answer', next: 'Next answer', resolution: 'Solution' } as const;
const EXCERPT = 120;

/** The notice about a clock; the warning ends when the breach is told, and both when it is over. */
export const noticeKey = (clock: Pick<Promised, 'id'>) => `promise:${clock.id}`;

/**
 * Tells whoever has the conversation, else the lead of its team, that a promise is due or was missed, in the ambient transaction. Where there
 * is neither, the queue shows it; owners are not told of each one.
 */
export async function tellPeople(app: App, clocks: readonly Promised[], isMissed: boolean): Promise<void> {
  const rows = await findConversations(
    app,
    clocks.map(({ conversationId }) => conversationId),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const leads = new Map((await readTeams(app)).map((team) => [team.id, team.leadId]));
  for (const clock of clocks) {
    const row = byId.get(clock.conversationId);
    const to = row?.assigneeId ?? leads.get(row?.teamId ?? '');
    if (!row || !to) continue;
    await resolveNotice(app, noticeKey(clock));
    await addNotice(app, {
      to,
      level: isMissed ? 'warning' : 'info',
      title: isMissed ? `${WORDS[clock.kind]} is late` : `${WORDS[clock.kind]} is due soon`,
      text: row.excerpt.slice(0, EXCERPT),
      link: `/inbox/${row.id}`,
      key: noticeKey(clock),
    });
  }
}
