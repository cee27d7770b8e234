import type { App } from '#platform/app/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { type ConversationNews, type ConversationRow, readRows } from '#respond/inbox/index.ts';
import { deleteWatchers, selectWatchers } from './store.ts';

/** Tells those who watch what happened, except who did it; one notice a conversation, until it is read. */
export async function tellWatchers(app: App, news: readonly ConversationNews[]): Promise<void> {
  const told = news.filter(isNews);
  const watchers =
    told.length === 0 ? [] : await selectWatchers(app, [...new Set(told.map((one) => one.conversationId))]);
  if (watchers.length > 0) {
    const rows = new Map(
      (await readRows(app, [...new Set(watchers.map((one) => one.conversationId))])).map((row) => [
        row.id,
        row,
      ]),
    );
    for (const { conversationId, userId } of watchers) {
      const last = told.findLast((one) => one.conversationId === conversationId && one.by !== userId);
      // An answer that changes the status is an answer: of one change the first is what happened.
      const latest = told.find((one) => one.seq === last?.seq);
      const row = rows.get(conversationId);
      if (latest && row) await tellOne(app, userId, row, latest);
    }
  }
  const gone = news.filter(({ after }) => after === null).map(({ conversationId }) => conversationId);
  if (gone.length > 0) await deleteWatchers(app, gone);
}

function isNews({ kind, before, after }: ConversationNews): boolean {
  if (kind === 'received' || kind === 'answered' || kind === 'gone') return true;
  // Labels and wakings are nobody's news.
  return (
    kind === 'changed' &&
    (before?.status !== after?.status ||
      before?.assigneeId !== after?.assigneeId ||
      before?.teamId !== after?.teamId)
  );
}

async function tellOne(
  app: App,
  to: string,
  row: ConversationRow,
  { kind }: ConversationNews,
): Promise<void> {
  const who = row.author.displayName ?? row.author.handle ?? 'The customer';
  await addNotice(app, {
    to,
    level: 'info',
    title: row.title ?? row.excerpt,
    text: WORDS[kind](who, row),
    link: `/inbox/${row.id}`,
    key: `watched:${row.id}`,
  });
}

const WORDS: Readonly<Record<ConversationNews['kind'], (who: string, row: ConversationRow) => string>> = {
  opened: (who) => `${who} wrote.`,
  received: (who) => `${who} wrote again.`,
  answered: () => 'It was answered.',
  changed: (_who, { status, assignee, team }) =>
    [
      `It is ${status} now`,
      ...(assignee ? [`with ${assignee.name}`] : []),
      ...(team ? [`in team ${team.name}`] : []),
    ].join(', ') + '.',
  gone: (who) => `${who} deleted everything.`,
};
