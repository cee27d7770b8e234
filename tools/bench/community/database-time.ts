import { readdir, readFile } from 'node:fs/promises';
import type { App } from '#platform/app/index.ts';

const TICK_MS = 10;

/** Processor time in milliseconds of the PostgreSQL of an app so far, all its processes together; nought where there is no /proc. */
export async function databaseTime(app: App): Promise<number> {
  const [own] = await app.db.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = (await statOf(String(own!.pid)))?.parent;
  if (postmaster === undefined) return 0;
  let ticks = (await statOf(postmaster))?.withEnded ?? 0;
  for (const pid of await readdir('/proc')) {
    const stat = /^\d+$/.test(pid) ? await statOf(pid) : undefined;
    if (stat?.parent === postmaster) ticks += stat.own;
  }
  return ticks * TICK_MS;
}

/** Ticks of a process, and with those of its children that ended. */
async function statOf(pid: string): Promise<{ parent: string; own: number; withEnded: number } | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, parent, ...rest] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (parent === undefined) return undefined;
  const [user, system, endedUser, endedSystem] = rest.slice(9, 13).map(Number);
  return { parent, own: user! + system!, withEnded: user! + system! + endedUser! + endedSystem! };
}
