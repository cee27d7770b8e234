import { type Actor, type App, definePort, perApp, type Role } from '#platform/app/index.ts';
import { permissionsOf, type PermissionTable } from '../domain/permissions.ts';

/** Who holds what, gathered from all features at start. */
export const permissionsPort = definePort<PermissionTable>('permissions');

const KEPT_MS = 10_000;
const KEPT_MAX = 10_000;

interface Kept {
  actor: Actor;
  until: number;
}

/**
 * Remembers for ten seconds who a hashed cookie or token belongs to, and forgets it the moment that `access.changed` tells of the
 * user, in whichever process the change was made.
 */
export interface AccessCache {
  /** The remembered answer, or that of `load`. */
  get(
    key: string,
    load: () => Promise<{ actor: Actor; expiresInMs: number | null } | null>,
  ): Promise<Actor | null>;
  forget(userId: string): void;
  permissionsOf(role: Role): ReadonlySet<string>;
}

export const accessCache = perApp(createAccessCache);

function createAccessCache(app: App): AccessCache {
  const kept = new Map<string, Kept>();
  const byRole = new Map<Role, ReadonlySet<string>>();
  let changes = 0;
  const forget = (userId?: string) => {
    changes += 1;
    for (const [key, { actor }] of kept) if (userId === undefined || actor.id === userId) kept.delete(key);
  };
  app.bus.on('access.changed', ({ userId }) => forget(userId));
  app.bus.on('bus.resync', () => forget());

  return {
    async get(key, load) {
      const now = performance.now();
      const found = kept.get(key);
      if (found && found.until > now) return found.actor;
      kept.delete(key);
      const before = changes;
      const loaded = await load();
      // A change that came while the database was asked may be missing from its answer.
      if (loaded && before === changes) {
        const oldest = kept.size >= KEPT_MAX ? kept.keys().next().value : undefined;
        if (oldest !== undefined) kept.delete(oldest);
        kept.set(key, {
          actor: loaded.actor,
          until: now + Math.min(KEPT_MS, loaded.expiresInMs ?? Infinity),
        });
      }
      return loaded?.actor ?? null;
    },
    forget,
    permissionsOf(role) {
      const known = byRole.get(role) ?? permissionsOf(role, app.use(permissionsPort));
      byRole.set(role, known);
      return known;
    },
  };
}

/** Makes every process forget what it remembers about a user's access; this one at once, the others when the transaction commits. */
export async function accessChanged(app: App, userId: string): Promise<void> {
  await app.bus.publish('access.changed', { userId });
  app.db.afterCommit(() => accessCache(app).forget(userId));
}
