import type { Feature } from '#platform/feature/index.ts';
import { auditMigrations } from '#platform/audit/index.ts';

/** Every feature of the program, in the order of the loop. Adding one is one line here. */
export const features: readonly Feature[] = [];

export const migrationFolders: readonly URL[] = [
  auditMigrations,
  ...features.flatMap((feature) => (feature.migrations ? [feature.migrations] : [])),
];

export const declaredPermissions: ReadonlySet<string> = new Set(
  features.flatMap((feature) => Object.keys(feature.permissions ?? {})),
);
