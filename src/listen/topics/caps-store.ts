import type { App } from '#platform/app/index.ts';

/** Active topics with a cap. */
export async function selectCapped(app: App): Promise<{ id: string; cap: number }[]> {
  return app.db.query(
    `select id, cap_per_day as cap from topics where state = 'active' and cap_per_day is not null order by id`,
  );
}
