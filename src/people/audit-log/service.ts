import type { App } from '#platform/app/index.ts';
import { type AuditFilter, type AuditRow, listEntries } from './store.ts';

/** Who changed what, newest first. */
export const readAuditLog = (app: App, filter: AuditFilter, limit: number): Promise<AuditRow[]> =>
  listEntries(app, filter, limit);
