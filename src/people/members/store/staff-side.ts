import type { App } from '#platform/app/index.ts';
import type { Member, MemberState } from '../domain/member.ts';
import { MEMBER } from './members.ts';

export interface MemberFilters {
  /** Beginning of handle or address, or a part of the name. */
  q?: string | undefined;
  state?: MemberState | 'leaving' | undefined;
  /** `mail`, `password`, `passkey`, or what identities are kept under. */
  way?: string | undefined;
  /** Id of the last one shown. */
  before?: string | undefined;
  limit: number;
}

/** Members, the newest first. Ids sort by the time they were made. */
export async function listMembers(
  app: App,
  { q, state, way, before, limit }: MemberFilters,
): Promise<Member[]> {
  const words = q
    ?.trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, String.raw`\$&`);
  return app.db.query<Member>(
    `select * from (select ${MEMBER} from members m
       where ($1::text is null or m.handle like $1 || '%' or m.mail_key like $1 || '%' or lower(m.display_name) like '%' || $1 || '%')
         and ($2::text is null or m.id < $2)
         and ($5::text is null or case $5 when 'mail' then m.mail_verified_at is not null when 'password' then m.password_hash is not null
           when 'passkey' then exists (select from member_passkeys k where k.member_id = m.id)
           else exists (select from member_identities i where i.member_id = m.id and i.provider = $5) end)) found
      where ($3::text is null and state <> 'erased') or state = $3 or ($3 = 'leaving' and "eraseAt" is not null)
      order by id desc limit $4`,
    [words || null, before ?? null, state ?? null, limit, way ?? null],
  );
}

export async function writeState(
  app: App,
  id: string,
  change: { state: MemberState; reason: string | null; until: Date | null },
): Promise<boolean> {
  const rows = await app.db.query(
    `update members set state = $2, state_reason = $3, state_until = $4 where id = $1 and state <> 'erased' returning id`,
    [id, change.state, change.reason, change.until],
  );
  return rows.length > 0;
}

export async function writeNote(app: App, id: string, note: string | null): Promise<boolean> {
  const rows = await app.db.query(
    `update members set note = $2 where id = $1 and state <> 'erased' returning id`,
    [id, note],
  );
  return rows.length > 0;
}

export async function readNote(app: App, id: string): Promise<string | null> {
  const [row] = await app.db.query<{ note: string | null }>('select note from members where id = $1', [id]);
  return row?.note ?? null;
}
