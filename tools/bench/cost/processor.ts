import { readFile } from 'node:fs/promises';
import type { App } from '#platform/app/index.ts';

/** Processor time in milliseconds, which others on the machine hardly change. */
export interface Spent {
  node: number;
  /** Of the connections that were open before and after; undefined where there is no /proc. */
  postgres: number | undefined;
}

const TICK_MS = 10;

/** What `work` costs in this process and in the database, both in sum. */
export async function spentOn(app: App, work: () => Promise<unknown>): Promise<Spent> {
  const [before, from] = [await backends(app), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(from);
  const after = await backends(app);
  const grown = [...after].map(([pid, ms]) => ms - (before.get(pid) ?? 0));
  const postgres = grown.length > 0 ? grown.reduce((sum, ms) => sum + ms, 0) : undefined;
  return { node: (user + system) / 1000, postgres };
}

async function backends(app: App): Promise<Map<number, number>> {
  const rows = await app.db.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database()',
  );
  const read = rows.map(async ({ pid }): Promise<[number, number][]> => {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [user, system] = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    return line === '' ? [] : [[pid, (Number(user) + Number(system)) * TICK_MS]];
  });
  return new Map((await Promise.all(read)).flat());
}
