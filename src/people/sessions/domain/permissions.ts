type Role = 'owner' | 'admin' | 'manager' | 'agent' | 'viewer';

/** Permission → the roles that hold it. */
export type PermissionTable = ReadonlyMap<string, readonly Role[]>;

/** Bundles of permissions that a token may be given instead of single names. */
export const BUNDLES = ['read', 'write'] as const;

/** Everything a role may do. */
export function permissionsOf(role: Role, table: PermissionTable): Set<string> {
  return new Set([...table].filter(([, roles]) => roles.includes(role)).map(([name]) => name));
}

/** Names of the form `topics.read` look and change nothing. */
export function isReading(permission: string): boolean {
  return permission.endsWith('.read');
}

/**
 * What a token may do: what its scopes name, and never more than its owner's role holds now. `write` is all of the role,
 * `read` the part that only looks.
 */
export function narrow(held: ReadonlySet<string>, scopes: readonly string[]): Set<string> {
  const kept = new Set<string>();
  for (const permission of held) {
    const isNamed =
      scopes.includes('write') ||
      scopes.includes(permission) ||
      (scopes.includes('read') && isReading(permission));
    if (isNamed) kept.add(permission);
  }
  return kept;
}

/** The first scope that does not exist, or that the role does not hold; undefined when all are fine. */
export function wrongScope(
  scopes: readonly string[],
  held: ReadonlySet<string>,
  table: PermissionTable,
): { scope: string; isUnknown: boolean } | undefined {
  for (const scope of scopes) {
    if (BUNDLES.some((bundle) => bundle === scope)) continue;
    if (!table.has(scope)) return { scope, isUnknown: true };
    if (!held.has(scope)) return { scope, isUnknown: false };
  }
  return undefined;
}
