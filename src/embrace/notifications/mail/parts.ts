import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import type { Member } from '#people/members/index.ts';
import { readChoices } from '../choices/choices.ts';
import { linesOf } from '../list/list.ts';
import type { NewsRow } from '../list/store.ts';
import { BEST, digestPartsPort, noticeKindsPort } from '../ports.ts';
import type { MailItem, MailPart } from './compose.ts';
import { sinceOf } from './bound.ts';
import { type MailRow, selectMailed } from './store.ts';

export interface Parts {
  parts: MailPart[];
  /** Kinds that it tells of: those that its link ends. */
  kinds: string[];
  /** The one line that an answer is about. */
  single: NewsRow | undefined;
}

/** What a mail has to say now: what was read, deleted or switched off since is left out. */
export async function partsOf(app: App, mail: MailRow, member: Member, language: string): Promise<Parts> {
  const choices = await readChoices(app, member.id);
  const isWanted = (kind: string) =>
    choices.some((one) => one.kind.kind === kind && one.channels.mail !== 'off');
  const rows = (await selectMailed(app, mail.id)).filter(({ kind }) => isWanted(kind));
  const { items, told } = await itemsOf(app, member.id, rows, language);
  const parts: MailPart[] = items.length > 0 ? [{ title: null, items }] : [];
  const kinds = told.map(({ kind }) => kind);
  const { rhythm } = mail;
  if (rhythm !== 'now' && choices.some((one) => one.kind.kind === BEST && one.channels.mail === rhythm)) {
    const since = sinceOf(rhythm, mail.madeAt);
    for (const give of app.find(digestPartsPort) ?? []) {
      const more = (await give(app, { memberId: member.id, since, language })).filter(
        (part) => part.items.length > 0,
      );
      parts.push(
        ...more.map(({ title, items: list }) => ({
          title,
          items: list.map(({ line, path, text }) => ({ line, url: addressOf(app, path), text })),
        })),
      );
      if (more.length > 0) kinds.push(BEST);
    }
  }
  return { parts, kinds, single: told.length === 1 && parts.length === 1 ? told[0] : undefined };
}

async function itemsOf(
  app: App,
  memberId: string,
  rows: readonly NewsRow[],
  language: string,
): Promise<{ items: MailItem[]; told: NewsRow[] }> {
  const texts = await textsOf(app, memberId, rows);
  const lines = new Map((await linesOf(app, rows, language)).map((line) => [line.id, line]));
  const told = rows.filter(({ id }) => lines.has(id) && texts.get(id) !== undefined);
  const items = told.map(({ id }) => {
    const { text, path } = lines.get(id)!;
    return { line: text, url: addressOf(app, path), text: texts.get(id) ?? null };
  });
  return { items, told };
}

/** Words of posts by the id of their line; null where a kind has none, nothing where the post cannot be read any more. */
async function textsOf(
  app: App,
  memberId: string,
  rows: readonly NewsRow[],
): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>();
  for (const { kind, texts } of app.find(noticeKindsPort) ?? []) {
    const own = rows.filter((row) => row.kind === kind);
    const items = own.flatMap(({ item }) => item ?? []);
    const read = texts && items.length > 0 ? await texts(app, memberId, items) : undefined;
    for (const { id, item } of own)
      if (!read || item === null) found.set(id, null);
      else if (read.has(item)) found.set(id, read.get(item)!);
  }
  return found;
}
