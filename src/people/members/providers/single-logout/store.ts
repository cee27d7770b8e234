import type { App } from '#platform/app/index.ts';

export async function insertSamlSession(
  app: App,
  row: { tokenHash: string; providerId: string; nameHash: string; indexHash: string | null; sealed: string },
): Promise<void> {
  await app.db.query(
    `insert into member_saml_sessions (session_id, provider_id, name_hash, index_hash, sealed)
     select s.id, p.id, $3, $4, $5 from member_sessions s, member_providers p where s.token_hash = $1 and p.id = $2`,
    [row.tokenHash, row.providerId, row.nameHash, row.indexHash, row.sealed],
  );
}

export async function selectSamlSession(
  app: App,
  sessionId: string,
): Promise<{ providerId: string; sealed: string } | undefined> {
  const [row] = await app.db.query<{ providerId: string; sealed: string }>(
    'select provider_id as "providerId", sealed from member_saml_sessions where session_id = $1',
    [sessionId],
  );
  return row;
}

/** A session without an index there is meant by every request of its name. */
export async function deleteSamlSessions(
  app: App,
  asked: { providerId: string; nameHash: string; indexHashes: readonly string[] | null },
): Promise<{ id: string; memberId: string }[]> {
  return app.db.query(
    `delete from member_sessions s using member_saml_sessions m where m.session_id = s.id and m.provider_id = $1 and m.name_hash = $2
       and ($3::text[] is null or m.index_hash is null or m.index_hash = any($3)) returning s.id, s.member_id as "memberId"`,
    [asked.providerId, asked.nameHash, asked.indexHashes],
  );
}
