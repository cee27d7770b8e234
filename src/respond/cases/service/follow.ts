import type { Actor, App } from '#platform/app/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { caseErrors } from '../errors.ts';
import { selectCases } from '../store/cases.ts';
import { type NewActivity, selectFollowers, setFollower } from '../store/records.ts';
import { describeCase } from '../domain/history.ts';
import { refreshCases } from './refresh.ts';
import { titleOf } from './title.ts';

/** Begins or ends following a case: followers are told what happens to it. */
export async function followCase(app: App, actor: Actor, id: string, doesFollow: boolean): Promise<void> {
  await app.db.transaction(async () => {
    if ((await selectCases(app, [id])).length === 0) throw caseErrors('case.not_found', { id });
    await setFollower(app, id, actor.id, doesFollow);
    await refreshCases(app, [id]);
  });
}

/** Tells followers what was done, except who did it. One notice a case: its words are renewed until it is read. */
export async function tellFollowers(
  app: App,
  actor: { id: string; name: string },
  lines: readonly NewActivity[],
): Promise<void> {
  const told = lines.filter((line) => line.action !== 'opened' && line.action !== 'check.done');
  const ids = [...new Set(told.map((line) => line.caseId))];
  if (ids.length === 0 || ids.length > 50) return;
  const followers = await selectFollowers(app, ids);
  if (followers.size === 0) return;
  const cases = new Map((await selectCases(app, ids)).map((row) => [row.id, row]));
  for (const line of told) {
    const row = cases.get(line.caseId);
    const to = (followers.get(line.caseId) ?? []).filter((id) => id !== actor.id);
    if (!row) continue;
    for (const userId of to)
      await addNotice(app, {
        to: userId,
        level: 'info',
        title: `#${row.number} ${titleOf(row)}`,
        text: `${actor.name} ${describeCase(line.action, line.detail ?? {})}`,
        link: `/cases/${row.id}`,
        key: `case-followed:${row.id}`,
      });
  }
}
