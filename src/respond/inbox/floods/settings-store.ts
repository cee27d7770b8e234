import type { App } from '#platform/app/index.ts';
import { type Brake, DEFAULT_BRAKE } from './domain.ts';

export async function selectBrake(app: App): Promise<Brake> {
  const [row] = await app.db.query<Brake>('select is_on as "isOn", threads, minutes from flood_brake');
  return row ?? DEFAULT_BRAKE;
}

export async function saveBrake(app: App, { isOn, threads, minutes }: Brake): Promise<void> {
  await app.db.query(
    `insert into flood_brake (is_on, threads, minutes) values ($1, $2, $3)
     on conflict (is_only) do update set is_on = excluded.is_on, threads = excluded.threads, minutes = excluded.minutes`,
    [isOn, threads, minutes],
  );
}
