import type { InboundPost } from '#connectors/kit/index.ts';
import { readRows } from '../../service/present.ts';
import type { ConversationRow } from '../../schema.ts';
import { say } from '../../testing/company.ts';
import { openDesk } from '../../testing/desk.ts';
import { floodJobs } from '../jobs.ts';

/** A desk with people who begin many threads at once. */
export async function openFloods() {
  const desk = await openDesk();
  const { app, hear } = desk.company;
  let key = 0;
  const rowsOf = async (author: string): Promise<ConversationRow[]> => {
    const found = await app.db.query<{ id: string }>(
      'select c.id from conversations c join accounts a on a.id = c.account_id where a.external_id = $1 and not c.is_gone',
      [author],
    );
    const rows = await readRows(
      app,
      found.map((row) => row.id),
    );
    return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  };
  return {
    ...desk,
    hear,
    rowsOf,
    /** Threads of their own, said at one time. */
    posts: (author: string, count: number, minutesAgo = 5): InboundPost[] =>
      Array.from({ length: count }, () => {
        key += 1;
        return say(author, `t${key}`, `acme, buy number ${key}`, { minutesAgo });
      }),
    openOf: async (author: string) => (await rowsOf(author)).filter(({ status }) => status === 'open'),
    /** The row in front of what is held. */
    marked: async (author: string) => (await rowsOf(author)).find(({ flood }) => flood !== null),
    /** Does what waits of the queue's jobs of floods, or the one that is named. */
    async work(name?: string): Promise<void> {
      const jobs = floodJobs(app);
      const waiting = await app.db.query<{ payload: unknown }>(
        "delete from graphile_worker._private_jobs where key like 'inbox.move-floods:%' returning payload",
      );
      const { signal } = new AbortController();
      if (name !== undefined) return jobs[name]!({}, signal);
      for (const { payload } of waiting) await jobs['inbox.move-floods']!(payload, signal);
    },
  };
}
