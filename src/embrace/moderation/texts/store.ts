import type { App } from '#platform/app/index.ts';

export interface TextRow {
  kind: string;
  subjectId: string;
  memberId: string;
  bands: readonly number[];
  /** Unsigned 32-bit numbers; the database keeps them with a sign. */
  sketch: Uint32Array;
  numbers: string;
}

/** Texts that share a band, of these last hours or hidden as bad. */
export async function selectNear(
  app: App,
  bands: readonly number[],
  but: { kind: string; subjectId: string },
): Promise<{ sketch: Uint32Array; numbers: string; isBad: boolean; isOfDay: boolean }[]> {
  const rows = await app.db.query<{
    sketch: number[];
    numbers: string;
    isBad: boolean;
    isOfDay: boolean;
  }>(
    `select sketch, numbers, is_bad as "isBad", at > now() - interval '1 day' as "isOfDay" from moderation_texts
      where bands && $1::text[]::bigint[] and (kind, subject_id) <> ($2, $3) and (is_bad or at > now() - interval '1 day') order by at desc limit 200`,
    [bands.map(String), but.kind, but.subjectId],
  );
  return rows.map(({ sketch, ...row }) => ({ ...row, sketch: Uint32Array.from(sketch, (one) => one >>> 0) }));
}

export async function upsertText(app: App, row: TextRow): Promise<void> {
  const text = `insert into moderation_texts (kind, subject_id, member_id, bands, sketch, numbers) values ($1, $2, $3, $4::text[]::bigint[], $5, $6)
     on conflict (kind, subject_id) do update set bands = excluded.bands, sketch = excluded.sketch, numbers = excluded.numbers`;
  const sketch = Array.from(row.sketch, (one) => one | 0);
  const values = [row.kind, row.subjectId, row.memberId, row.bands.map(String), sketch, row.numbers];
  await app.db.send([{ text, values }]);
}

export async function markText(
  app: App,
  { kind, subjectId }: { kind: string; subjectId: string },
  isBad: boolean,
): Promise<void> {
  await app.db.query('update moderation_texts set is_bad = $3 where kind = $1 and subject_id = $2', [
    kind,
    subjectId,
    isBad,
  ]);
}

/** Texts are known for a month, bad ones for a year. */
export async function deleteOldTexts(app: App): Promise<void> {
  await app.db.query(
    `delete from moderation_texts where at < now() - case when is_bad then interval '1 year' else interval '30 days' end`,
  );
}

export interface SiteRow {
  host: string;
  uses: number;
  hidden: number;
  verdict: 'good' | 'bad' | null;
  firstAt: Date;
}

const SITE = `host, uses, hidden, verdict, first_at as "firstAt"`;

export async function selectSites(app: App, hosts: readonly string[]): Promise<SiteRow[]> {
  return app.db.query<SiteRow>(`select ${SITE} from moderation_sites where host = any($1)`, [hosts]);
}

export async function listSites(app: App, limit: number): Promise<SiteRow[]> {
  return app.db.query<SiteRow>(
    `select ${SITE} from moderation_sites order by verdict nulls last, hidden desc, uses desc, host limit $1`,
    [limit],
  );
}

/** Adds to how often sites were linked to by members who are known, or in what was hidden; in one order. */
export async function countSites(
  app: App,
  hosts: readonly string[],
  add: { uses: number; hidden: number },
): Promise<void> {
  if (hosts.length === 0) return;
  await app.db.query(
    `insert into moderation_sites as s (host, uses, hidden) select h, greatest(0, $2), greatest(0, $3) from unnest($1::text[]) as h order by h
     on conflict (host) do update set uses = greatest(0, s.uses + $2), hidden = greatest(0, s.hidden + $3)`,
    [[...hosts].sort(), add.uses, add.hidden],
  );
}

export async function writeVerdict(app: App, host: string, verdict: 'good' | 'bad' | null): Promise<void> {
  await app.db.query(
    `insert into moderation_sites (host, verdict) values ($1, $2) on conflict (host) do update set verdict = excluded.verdict`,
    [host, verdict],
  );
}
