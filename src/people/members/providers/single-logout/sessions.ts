import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import { deleteSamlSessions, insertSamlSession, selectSamlSession } from './store.ts';

/** Who somebody is at an identity provider while he is signed in there. */
const thereShape = z.object({
  name: z.string().min(1).max(1000),
  format: z.string().max(300).optional(),
  qualifier: z.string().max(1000).optional(),
  ownQualifier: z.string().max(1000).optional(),
  index: z.string().max(1000).optional(),
});
export type There = z.infer<typeof thereShape>;

const SEALED_AS = 'member-saml-session';

export const sealThere = (app: App, there: There): string =>
  app.secrets.seal(JSON.stringify(there), SEALED_AS);
const openThere = (app: App, sealed: string): There =>
  thereShape.parse(JSON.parse(app.secrets.open(sealed, SEALED_AS)));

const signed = (app: App, providerId: string, text: string): string =>
  app.secrets.sign(`${providerId}\0${text}`, SEALED_AS);

/** Keeps with a new session who it is there. In the transaction that opens the session. */
export async function keepThere(
  app: App,
  { providerId, tokenHash, sealed }: { providerId: string; tokenHash: string; sealed: string },
): Promise<void> {
  const { name, index } = openThere(app, sealed);
  await insertSamlSession(app, {
    tokenHash,
    providerId,
    nameHash: signed(app, providerId, name),
    indexHash: index === undefined ? null : signed(app, providerId, index),
    sealed,
  });
}

/** Who a session is elsewhere, and where; undefined where it began otherwise. */
export async function thereOf(
  app: App,
  sessionId: string,
): Promise<{ providerId: string; there: There } | undefined> {
  const row = await selectSamlSession(app, sessionId);
  return row && { providerId: row.providerId, there: openThere(app, row.sealed) };
}

/** Ends the sessions that the provider means: of one name, and where it names sessions, only those. Answers which. */
export function endThere(
  app: App,
  providerId: string,
  { name, indexes }: { name: string; indexes: readonly string[] },
): Promise<{ id: string; memberId: string }[]> {
  return deleteSamlSessions(app, {
    providerId,
    nameHash: signed(app, providerId, name),
    indexHashes: indexes.length === 0 ? null : indexes.map((one) => signed(app, providerId, one)),
  });
}
