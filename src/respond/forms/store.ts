import type { App } from '#platform/app/index.ts';

export interface SavedForms {
  version: number;
  forms: unknown;
  savedBy: string;
  savedAt: Date;
}

/** The newest version; undefined where nobody saved one. */
export async function selectNewest(app: App): Promise<SavedForms | undefined> {
  const [row] = await app.db.query<SavedForms>(
    'select version, forms, saved_by as "savedBy", saved_at as "savedAt" from customer_forms order by version desc limit 1',
  );
  return row;
}

/** False where somebody else's version has that number already. */
export async function insertVersion(
  app: App,
  { version, forms, by }: { version: number; forms: readonly object[]; by: string },
): Promise<boolean> {
  const rows = await app.db.query(
    'insert into customer_forms (version, forms, saved_by) values ($1, $2, $3) on conflict do nothing returning 1',
    [version, JSON.stringify(forms), by],
  );
  return rows.length > 0;
}

export async function deleteVersions(app: App, upTo: number): Promise<void> {
  await app.db.query('delete from customer_forms where version <= $1', [upTo]);
}
