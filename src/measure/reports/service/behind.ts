import type { Actor, App } from '#platform/app/index.ts';
import { decodeCursor, encodeCursor, httpErrors, mustHold } from '#platform/http/index.ts';
import { findContacts, type Found, readLanguages } from '#measure/contacts/index.ts';
import { readRows, readWaiting, type ConversationRow } from '#respond/inbox/index.ts';
import { ageOf } from '../domain/backlog.ts';
import type { BehindAsked, WaitingAsked } from '../schema.ts';
import { PEOPLE, READ } from './agents.ts';
import { periodOf } from './overview.ts';

interface BehindPage {
  items: { id: string; openedAt: string; conversation: ConversationRow | null }[];
  nextCursor?: string;
}

/**
 * The conversations behind a number, newest first; null where one is gone by now. What one person answered is told to whom `readAgents` tells
 * it. Throws `report.period_invalid`, `http.cursor_invalid`, `http.forbidden`.
 */
export async function readBehind(app: App, actor: Actor, asked: BehindAsked): Promise<BehindPage> {
  const { networks, teams, languages, what, hour, zone, by, key, limit } = asked;
  if (by === 'agent') mustHold(actor, key === actor.id ? READ : PEOPLE);
  // Of teams, no key is those without one.
  const group = by === undefined ? undefined : { by, key: key ?? '' };
  const found = await findContacts(
    app,
    { ...periodOf(asked.from, asked.to), networks, teams, languages, what, hour, zone, group },
    afterOf(asked.cursor),
    limit + 1,
  );
  return pageOf(app, found, limit);
}

/** Conversations that wait for an answer now, those that wait the longest first. Throws `http.cursor_invalid`. */
export async function readWaitingBehind(app: App, asked: WaitingAsked): Promise<BehindPage> {
  const { networks, teams, languages, age, by, key, limit } = asked;
  const after = afterOf(asked.cursor);
  const now = (await app.db.now()).getTime();
  const isIn = (list: readonly string[], value: string) => list.length === 0 || list.includes(value);
  const waiting = (await readWaiting(app)).filter(
    ({ network, teamId, since }) =>
      isIn(networks, network) &&
      isIn(teams, teamId ?? '') &&
      (age === undefined || ageOf(now - since.getTime()) === age) &&
      (by === undefined || (by === 'team' ? (teamId ?? '') : network) === (key ?? '')),
  );
  const known =
    languages.length === 0
      ? undefined
      : await readLanguages(
          app,
          waiting.map(({ id }) => id),
        );
  const found = waiting
    .filter(({ id }) => known === undefined || languages.includes(known.get(id) ?? 'und'))
    .map(({ id, since }) => ({ id, openedAt: since }))
    .sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : 1));
  const start = after === undefined ? 0 : found.findIndex((one) => isAfter(one, after));
  return pageOf(app, start < 0 ? [] : found.slice(start, start + limit + 1), limit);
}

const isAfter = (one: Found, { openedAt, id }: Found) =>
  one.openedAt > openedAt || (one.openedAt.getTime() === openedAt.getTime() && one.id > id);

/** `found` has one more than is shown, if there are more. */
async function pageOf(app: App, found: readonly Found[], limit: number): Promise<BehindPage> {
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

function afterOf(cursor: string | undefined): Found | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = decodeCursor(cursor, 2);
  const openedAt = new Date(at!);
  if (typeof id !== 'string' || Number.isNaN(openedAt.getTime()) || openedAt.getUTCFullYear() < 0)
    throw httpErrors('http.cursor_invalid');
  return { openedAt, id };
}
