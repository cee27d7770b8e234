import type { App } from '#platform/app/index.ts';
import type { Channels } from '../domain.ts';

/** What a member decided himself, by kind. */
export async function selectOwn(app: App, memberId: string): Promise<Map<string, Channels>> {
  const rows = await app.db.query<Channels & { kind: string }>(
    'select kind, on_page as page, mail, push from notification_choices where member_id = $1',
    [memberId],
  );
  return new Map(rows.map(({ kind, ...channels }) => [kind, channels]));
}

type Chosen = Channels & { kind: string };

const INSERT = `insert into notification_choices as c (member_id, kind, on_page, mail, push)
  select $1, kind, page, mail, push from unnest($2::text[], $3::boolean[], $4::text[], $5::boolean[]) as t(kind, page, mail, push)
  on conflict (member_id, kind) do update`;

const valuesOf = (memberId: string, choices: readonly Chosen[]): unknown[] => [
  memberId,
  choices.map(({ kind }) => kind),
  choices.map(({ page }) => page),
  choices.map(({ mail }) => mail),
  choices.map(({ push }) => push),
];

export async function upsertChoices(app: App, memberId: string, choices: readonly Chosen[]): Promise<void> {
  await app.db.query(
    `${INSERT} set on_page = excluded.on_page, mail = excluded.mail, push = excluded.push`,
    valuesOf(memberId, choices),
  );
}

/** Ends mails and leaves the rest as he chose it himself; `usual` holds where he chose nothing. False where they had ended already. */
export async function endMailsOf(app: App, memberId: string, usual: readonly Chosen[]): Promise<boolean> {
  const ended = usual.map((channels) => ({ ...channels, mail: 'off' as const }));
  const rows = await app.db.query(
    `${INSERT} set mail = 'off' where c.mail <> 'off' returning 1`,
    valuesOf(memberId, ended),
  );
  return rows.length > 0;
}

/** What waits to be mailed stays on the page only. */
export async function dropWaitingMails(app: App, memberId: string, kinds: readonly string[]): Promise<void> {
  await app.db.query(
    `update notifications set mail = 'off' where member_id = $1 and kind = any($2) and mail <> 'off' and read_at is null`,
    [memberId, kinds],
  );
}
