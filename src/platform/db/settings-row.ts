import type { Db } from './db.ts';

/** The one row that keeps how a feature is set up. */
export interface SettingsRow {
  /** As it was kept, not looked at; undefined where nothing was. */
  read(app: { db: Db }): Promise<object | undefined>;
  /** Takes the place of what was kept, in the ambient transaction. */
  write(app: { db: Db }, settings: object): Promise<void>;
}

/**
 * For the feature that owns `table`: `one boolean primary key default true check (one)`, `settings jsonb`, `changed_at timestamptz`. What is read
 * is what some version of the program wrote; the feature's shape says what of it still holds.
 */
export function settingsRow(table: string): SettingsRow {
  return {
    async read(app) {
      const [row] = await app.db.query<{ settings: object }>(`select settings from ${table}`);
      return row?.settings;
    },
    async write(app, settings) {
      await app.db.query(
        `insert into ${table} (settings) values ($1) on conflict (one) do update set settings = excluded.settings, changed_at = now()`,
        [JSON.stringify(settings)],
      );
    },
  };
}
