import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { deviceOf } from '../domain/device.ts';
import { sessionErrors } from '../errors.ts';
import {
  deleteSession,
  deleteSessions,
  deleteTokens,
  deleteTrust,
  listSessions,
  updateUser,
} from '../store/index.ts';
import { accessChanged } from './access-cache.ts';
import { refuseTokens } from './people-only.ts';

export interface SessionView {
  id: string;
  /** The session that asks. */
  current: boolean;
  device: string;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
}

export async function readSessions(app: App, actor: Actor): Promise<SessionView[]> {
  const rows = await listSessions(app, actor.id);
  return rows.map(({ userAgent, ...row }) => ({
    ...row,
    current: row.id === actor.sessionId,
    device: deviceOf(userAgent),
  }));
}

export async function endSession(app: App, actor: Actor, id: string): Promise<void> {
  refuseTokens(actor);
  await app.db.transaction(async () => {
    if (!(await deleteSession(app, actor.id, id))) throw sessionErrors('session.not_found');
    await audit(app, actor, { action: 'session.ended', subject: id });
    await accessChanged(app, actor.id);
  });
}

/** Ends every session but the one that asks, and the trust of browsers that may skip the second factor. Resolves with how many. */
export async function endOtherSessions(app: App, actor: Actor): Promise<number> {
  refuseTokens(actor);
  return app.db.transaction(async () => {
    const ended = await deleteSessions(app, actor.id, actor.sessionId);
    await deleteTrust(app, actor.id);
    await audit(app, actor, { action: 'session.others_ended', subject: actor.id, detail: { ended } });
    await accessChanged(app, actor.id);
    return ended;
  });
}

/** Ends all that a user could come in with, within the caller's transaction. */
export async function endAllAccess(app: App, userId: string): Promise<void> {
  await deleteSessions(app, userId);
  await deleteTokens(app, userId);
  await deleteTrust(app, userId);
  await accessChanged(app, userId);
}

export async function renameSelf(app: App, actor: Actor, name: string): Promise<void> {
  refuseTokens(actor);
  await app.db.transaction(async () => {
    await updateUser(app, actor.id, { name });
    await audit(app, actor, { action: 'staff.renamed', subject: actor.id, detail: { name } });
    await accessChanged(app, actor.id);
  });
}
