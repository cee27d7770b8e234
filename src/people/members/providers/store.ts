import type { App } from '#platform/app/index.ts';
import type { Provider } from './schema.ts';

const PROVIDER =
  'p.id, p.kind, p.name, p.settings, p.sealed, p.is_open as "isOpen", p.trusts_mail as "trustsMail"';

export async function selectProviders(app: App): Promise<Provider[]> {
  return app.db.query<Provider>(`select ${PROVIDER} from member_providers p order by p.created_at, p.id`);
}

export async function selectProvider(app: App, id: string): Promise<Provider | undefined> {
  const [row] = await app.db.query<Provider>(`select ${PROVIDER} from member_providers p where p.id = $1`, [
    id,
  ]);
  return row;
}

export async function upsertProvider(app: App, provider: Provider): Promise<void> {
  const { id, kind, name, settings, sealed, isOpen, trustsMail } = provider;
  await app.db.query(
    `insert into member_providers (id, kind, name, settings, sealed, is_open, trusts_mail) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set name = excluded.name, settings = excluded.settings, sealed = excluded.sealed,
       is_open = excluded.is_open, trusts_mail = excluded.trusts_mail, changed_at = now()`,
    [id, kind, name, JSON.stringify(settings), sealed, isOpen, trustsMail],
  );
}

/** Keeps a secret where there is none yet; answers the one that is there then. */
export async function fillSealed(app: App, id: string, sealed: string): Promise<string> {
  const [row] = await app.db.query<{ sealed: string }>(
    'update member_providers set sealed = coalesce(sealed, $2) where id = $1 returning sealed',
    [id, sealed],
  );
  return row?.sealed ?? sealed;
}

/** Removes a provider and what it said of members; answers of how many. */
export async function deleteProvider(app: App, id: string): Promise<number> {
  const rows = await app.db.query('delete from member_identities where provider = $1 returning 1', [id]);
  await app.db.query('delete from member_providers where id = $1', [id]);
  return rows.length;
}

export interface NewAttempt {
  hash: string;
  browserHash: string;
  providerId: string | null;
  memberId: string | null;
  sealed: string;
  back: string;
  minutes: number;
}

export async function insertAttempt(app: App, attempt: NewAttempt): Promise<void> {
  await app.db.query(
    `insert into member_attempts (hash, browser_hash, provider_id, member_id, sealed, back, expires_at)
     values ($1, $2, $3, $4, $5, $6, now() + make_interval(mins => $7))`,
    [
      attempt.hash,
      attempt.browserHash,
      attempt.providerId,
      attempt.memberId,
      attempt.sealed,
      attempt.back,
      attempt.minutes,
    ],
  );
}

export interface AttemptRow {
  providerId: string | null;
  memberId: string | null;
  sealed: string;
  isProven: boolean;
  back: string;
}

const ATTEMPT = 'provider_id as "providerId", member_id as "memberId", sealed, is_proven as "isProven", back';

/** Ends an attempt: only one caller gets it, and only the browser that began it. */
export async function deleteAttempt(
  app: App,
  hash: string,
  browserHash: string,
): Promise<AttemptRow | undefined> {
  const [row] = await app.db.query<AttemptRow>(
    `delete from member_attempts where hash = $1 and browser_hash = $2 and expires_at > now() returning ${ATTEMPT}`,
    [hash, browserHash],
  );
  return row;
}

/** An attempt without ending it, locked until the transaction ends; whichever browser began it. */
export async function lockAttempt(app: App, hash: string): Promise<AttemptRow | undefined> {
  const [row] = await app.db.query<AttemptRow>(
    `select ${ATTEMPT} from member_attempts where hash = $1 and expires_at > now() for update`,
    [hash],
  );
  return row;
}

/** Keeps what was proven elsewhere until the browser comes back for it, with another secret than it began with. */
export async function proveAttempt(
  app: App,
  hash: string,
  proven: { hash: string; sealed: string },
): Promise<void> {
  await app.db.query('update member_attempts set hash = $2, sealed = $3, is_proven = true where hash = $1', [
    hash,
    proven.hash,
    proven.sealed,
  ]);
}

/** How many members a provider knows. */
export async function countIdentities(app: App): Promise<Map<string, number>> {
  const rows = await app.db.query<{ provider: string; count: number }>(
    'select provider, count(*)::int as count from member_identities group by provider',
  );
  return new Map(rows.map(({ provider, count }) => [provider, count]));
}

/** Links that what a provider said stands in, and were not used yet. */
export async function deleteTicketsOf(app: App, provider: string): Promise<void> {
  await app.db.query(`delete from member_tickets where proof ->> 'provider' = $1`, [provider]);
}

/** Members whom nothing but this provider lets in, by provider. What is closed by settings lets nobody in. */
export async function countOnlyWays(
  app: App,
  ways: { mail: boolean; password: boolean; handOver: boolean; passkey: boolean },
  handOver: string,
): Promise<Map<string, number>> {
  const rows = await app.db.query<{ provider: string; count: number }>(
    `select i.provider, count(distinct i.member_id)::int as count
       from member_identities i join members m on m.id = i.member_id
      where not (m.mail_verified_at is not null and ($1 or ($2 and m.password_hash is not null)))
        and not ($4 and exists (select from member_passkeys k where k.member_id = m.id))
        and not exists (select from member_identities o left join member_providers p on p.id = o.provider
          where o.member_id = m.id and o.provider <> i.provider and (p.is_open or ($3 and o.provider = $5)))
      group by i.provider`,
    [ways.mail, ways.password, ways.handOver, ways.passkey, handOver],
  );
  return new Map(rows.map(({ provider, count }) => [provider, count]));
}
