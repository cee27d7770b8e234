import type { App } from '#platform/app/index.ts';
import { type HookType, registerHookTypes, registerWebhookSender } from '../index.ts';

/** What an endpoint was told. */
export interface Heard {
  type: string;
  data: Record<string, Record<string, unknown>>;
}

/** An endpoint that asked for all of these types; answers what it is told, and forgets it. */
export async function listening(app: App, types: readonly HookType[]): Promise<() => Promise<Heard[]>> {
  registerHookTypes(app, types);
  registerWebhookSender(app);
  await app.db.query(
    `insert into webhook_endpoints (id, name, url, types, secret) values ('hook_1', 'Shop', 'https://shop.example', '{*}', 'x')`,
  );
  return async () => {
    const rows = await app.db.query<{ body: string }>(
      `select payload ->> 'body' as body from outbox_rows where channel = 'webhook.endpoint' order by id`,
    );
    await app.db.query(`delete from outbox_rows where channel = 'webhook.endpoint'`);
    return rows.map(({ body }) => JSON.parse(body) as Heard);
  };
}
