import type { App } from '#platform/app/index.ts';
import { readLanguages } from '#measure/contacts/index.ts';
import { readWaiting } from '#respond/inbox/index.ts';
import { AGES_HOURS, countBacklog } from '../domain/backlog.ts';
import type { z } from 'zod';
import type { backlogQuery, BacklogView } from '../schema.ts';
import {
  type BacklogRow,
  insertBacklog,
  selectCourse,
  selectLast,
  selectLastAt,
  thinBacklog,
} from '../store/backlog.ts';
import { readNames } from './names.ts';
import { periodOf } from './overview.ts';

/** Job: counts what waits now, by channel, team, language and age. */
export async function countWaiting(app: App): Promise<void> {
  const waiting = await readWaiting(app);
  const languages = await readLanguages(
    app,
    waiting.map(({ id }) => id),
  );
  const at = await app.db.now();
  const counts = countBacklog(
    waiting.map(({ id, network, teamId, since }) => ({
      network,
      teamId,
      language: languages.get(id) ?? 'und',
      since: since.getTime(),
    })),
    at.getTime(),
  );
  // So that a moment at which nothing waited is known, too.
  await insertBacklog(app, at, [...counts, { network: '', teamId: '', language: '', age: 0, count: 0 }]);
  await thinBacklog(app);
}

/** What waited at the end of a period, by age, and its course. Throws `report.period_invalid`. */
export async function readBacklog(app: App, asked: z.output<typeof backlogQuery>): Promise<BacklogView> {
  const { from, to } = periodOf(asked.from, asked.to);
  if ((await selectLastAt(app)) === null) await countWaiting(app);
  const [byNetwork, byTeam, course, nameOf] = await Promise.all([
    selectLast(app, asked, 'network', to),
    selectLast(app, asked, 'team', to),
    selectCourse(app, asked, from, to),
    readNames(app),
  ]);
  const rowsOf = (rows: readonly BacklogRow[], name: (key: string) => string) =>
    [...Map.groupBy(rows, ({ group }) => group)]
      .map(([key, own]) => ({ key, name: name(key), ages: agesOf(own) }))
      .filter(({ ages }) => ages.some((count) => count > 0));
  return {
    at: byTeam[0]?.at.toISOString() ?? null,
    agesHours: [...AGES_HOURS],
    total: agesOf(byTeam),
    byNetwork: rowsOf(byNetwork, (key) => key),
    byTeam: rowsOf(byTeam, (key) => nameOf('team', key)),
    course: course.map(({ at, waiting, old }) => ({ at: at.toISOString(), waiting, old })),
  };
}

function agesOf(rows: readonly BacklogRow[]): number[] {
  const ages = Array.from({ length: AGES_HOURS.length + 1 }, () => 0);
  for (const { age, count } of rows) ages[age]! += count;
  return ages;
}
