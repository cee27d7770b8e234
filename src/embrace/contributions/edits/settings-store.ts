import type { App } from '#platform/app/index.ts';

export async function selectSettings(app: App): Promise<object | undefined> {
  const [row] = await app.db.query<{ settings: object }>('select settings from contribution_settings');
  return row?.settings;
}

export async function upsertSettings(app: App, settings: object): Promise<void> {
  await app.db.query(
    'insert into contribution_settings (settings) values ($1) on conflict (one) do update set settings = excluded.settings',
    [JSON.stringify(settings)],
  );
}
