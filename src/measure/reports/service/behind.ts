import type { App } from '#platform/app/index.ts';
import { decodeCursor, encodeCursor, httpErrors } from '#platform/http/index.ts';
import { findContacts } from '#measure/contacts/index.ts';
import { readRows, type ConversationRow } from '#respond/inbox/index.ts';
import type { BehindAsked } from '../schema.ts';
import { periodOf } from './overview.ts';

/** The conversations behind a number, newest first; null where one is gone by now. Throws `report.period_invalid`, `http.cursor_invalid`. */
export async function readBehind(
  app: App,
  asked: BehindAsked,
): Promise<{
  items: { id: string; openedAt: string; conversation: ConversationRow | null }[];
  nextCursor?: string;
}> {
  const { networks, teams, languages, what, hour, zone, by, key, limit } = asked;
  // Of teams, no key is those without one.
  const group = by === undefined ? undefined : { by, key: key ?? '' };
  const found = await findContacts(
    app,
    { ...periodOf(asked.from, asked.to), networks, teams, languages, what, hour, zone, group },
    afterOf(asked.cursor),
    limit + 1,
  );
  const shown = found.slice(0, limit);
  const rows = new Map(
    (
      await readRows(
        app,
        shown.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const items = shown.map(({ id, openedAt }) => ({
    id,
    openedAt: openedAt.toISOString(),
    conversation: rows.get(id) ?? null,
  }));
  const last = shown.at(-1);
  if (found.length <= limit || !last) return { items };
  return { items, nextCursor: encodeCursor([last.openedAt.toISOString(), last.id]) };
}

function afterOf(cursor: string | undefined): { openedAt: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = decodeCursor(cursor, 2);
  const openedAt = new Date(at!);
  if (typeof id !== 'string' || Number.isNaN(openedAt.getTime()) || openedAt.getUTCFullYear() < 0)
    throw httpErrors('http.cursor_invalid');
  return { openedAt, id };
}
