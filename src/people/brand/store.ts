import { sql } from 'kysely';
import type { MayMessage } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import type { BrandProfile, Step } from './domain/profile.ts';

export interface Brand extends BrandProfile {
  steps: Step[];
  isSample: boolean;
}

export interface BrandAccount {
  /** `ba_…` */
  id: string;
  network: string;
  externalId: string;
  handle: string;
  displayName: string | null;
  avatarUrl: string | null;
  service: string | null;
  /** Goes below every message. */
  signature: string | null;
  /** Whether direct messages can be reached; null where nobody asked, or the network has none beside its posts. */
  messages: MayMessage | null;
  state: 'connected' | 'refused';
  problem: string | null;
  connectedAt: Date;
}

interface Tables {
  brand_profile: {
    name: string;
    names: string[];
    handles: string[];
    hashtags: string[];
    site: string | null;
    steps: string[];
    is_sample: boolean;
    updated_at: Date;
  };
  brand_accounts: {
    id: string;
    network: string;
    external_id: string;
    handle: string;
    display_name: string | null;
    avatar_url: string | null;
    service: string | null;
    signature: string | null;
    messages: MayMessage | null;
    state: 'connected' | 'refused';
    problem: string | null;
    credentials: string;
    connected_at: Date;
  };
}

const ACCOUNT = [
  'id',
  'network',
  'external_id as externalId',
  'handle',
  'display_name as displayName',
  'avatar_url as avatarUrl',
  'service',
  'signature',
  'messages',
  'state',
  'problem',
  'connected_at as connectedAt',
] as const;

const accounts = (app: App) => app.db.tables<Tables>().selectFrom('brand_accounts').select(ACCOUNT);

export async function readBrand(app: App): Promise<Brand> {
  const row = await app.db
    .tables<Tables>()
    .selectFrom('brand_profile')
    .select(['name', 'names', 'handles', 'hashtags', 'site', 'steps', 'is_sample as isSample'])
    .executeTakeFirstOrThrow();
  return { ...row, steps: row.steps as Step[] };
}

export async function writeBrand(app: App, profile: BrandProfile, isSample: boolean): Promise<void> {
  const { name, names, handles, hashtags, site } = profile;
  await app.db.query(
    `update brand_profile set name = $1, names = $2, handles = $3, hashtags = $4, site = $5, is_sample = $6, updated_at = now()`,
    [name, names, handles, hashtags, site, isSample],
  );
}

export async function writeStep(app: App, step: Step, isDone: boolean): Promise<void> {
  await app.db.query(
    `update brand_profile set steps = array_remove(steps, $1) || case when $2 then array[$1] else '{}' end`,
    [step, isDone],
  );
}

export const listAccounts = (app: App): Promise<BrandAccount[]> =>
  accounts(app).orderBy('connected_at').orderBy('id').execute();

export const findAccount = (app: App, id: string): Promise<BrandAccount | undefined> =>
  accounts(app).where('id', '=', id).executeTakeFirst();

/** The id that the account has, or the new one when it is not connected yet. */
export async function claimAccountId(
  app: App,
  network: string,
  externalId: string,
  newId: string,
): Promise<string> {
  const row = await app.db
    .tables<Tables>()
    .selectFrom('brand_accounts')
    .select('id')
    .where('network', '=', network)
    .where('external_id', '=', externalId)
    .forUpdate()
    .executeTakeFirst();
  return row?.id ?? newId;
}

/** Stores a connected account; one that was there gets the new credentials. False when another process just stored it under another id. */
export async function saveAccount(
  app: App,
  account: Pick<
    BrandAccount,
    | 'id'
    | 'network'
    | 'externalId'
    | 'handle'
    | 'displayName'
    | 'avatarUrl'
    | 'service'
    | 'signature'
    | 'messages'
  >,
  sealed: string,
): Promise<boolean> {
  const { id, network, externalId, handle, displayName, avatarUrl, service, signature, messages } = account;
  const saved = await app.db.query(
    `insert into brand_accounts as a (id, network, external_id, handle, display_name, avatar_url, service, credentials, signature, messages)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (network, external_id) do update set
       handle = excluded.handle, display_name = excluded.display_name, avatar_url = excluded.avatar_url, service = excluded.service,
       signature = excluded.signature, messages = excluded.messages,
       credentials = excluded.credentials, renewing_by = null, renewing_until = null, state = 'connected', problem = null, connected_at = now()
     where a.id = excluded.id
     returning id`,
    [id, network, externalId, handle, displayName, avatarUrl, service, sealed, signature, messages],
  );
  return saved.length > 0;
}

/** True when that is news. */
export async function writeState(
  app: App,
  id: string,
  state: BrandAccount['state'],
  problem: string | null,
): Promise<boolean> {
  const changed = await app.db
    .tables<Tables>()
    .updateTable('brand_accounts')
    .set({ state, problem })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('state', '!=', state), where(sql`problem`, 'is distinct from', problem)]),
    )
    .returning('id')
    .execute();
  return changed.length > 0;
}

/** True when that is news. */
export async function writeMessages(app: App, id: string, messages: MayMessage): Promise<boolean> {
  const changed = await app.db
    .tables<Tables>()
    .updateTable('brand_accounts')
    .set({ messages })
    .where('id', '=', id)
    .where(sql`messages`, 'is distinct from', messages)
    .returning('id')
    .execute();
  return changed.length > 0;
}

export async function deleteAccount(app: App, id: string): Promise<BrandAccount | undefined> {
  return app.db
    .tables<Tables>()
    .deleteFrom('brand_accounts')
    .where('id', '=', id)
    .returning(ACCOUNT)
    .executeTakeFirst();
}

/** Accounts of a network with their sealed credentials. */
export const listSealed = (app: App, network: string): Promise<(BrandAccount & { credentials: string })[]> =>
  accounts(app)
    .select('credentials')
    .where('network', '=', network)
    .orderBy('connected_at')
    .orderBy('id')
    .execute();
