import type { App } from '#platform/app/index.ts';
import { type HookType, isHeard, publishHook } from '#platform/webhooks/index.ts';
import type { Case } from './domain/case.ts';
import type { CaseState } from './domain/step.ts';
import { caseObserverPort, type Told } from './ports.ts';

const EXAMPLE = {
  case: {
    id: 'case_01kaq0j5d8x3c7v2b9n4m6k1tw',
    number: 1042,
    title: 'Charged twice',
    typeId: 'ctype_01kaq0h1s6z4f8g2j5q7w9e3ry',
    status: 'solved',
    fields: { plan: 'Basic' },
    networks: ['bluesky', 'mail'],
    threads: 2,
    url: 'https://rapport.example/cases/case_01kaq0j5d8x3c7v2b9n4m6k1tw',
  },
};
const TURNED = { ...EXAMPLE, before: { status: 'open' }, after: { status: 'solved' } };

/** What is told of cases. */
export const caseHookTypes: readonly HookType[] = [
  {
    type: 'case.opened',
    text: 'A case was opened.',
    example: { case: { ...EXAMPLE.case, status: 'open' } },
  },
  {
    type: 'case.changed',
    text: 'The status, title, type or a field of a case is different.',
    example: TURNED,
  },
  { type: 'case.solved', text: 'A case is solved.', example: TURNED },
];

const TYPES = caseHookTypes.map(({ type }) => type);
/** Times follow from the status, and are told with it. */
const OF_STATUS: ReadonlySet<string> = new Set([
  'solvedAt',
  'reopenedAt',
  'closedAt',
  'deletedAt',
  'mergedInto',
]);

/** Tells webhooks of cases that were opened, in the ambient transaction. */
export async function tellOpened(app: App, rows: readonly Case[]): Promise<void> {
  if (rows.length === 0 || !(await isHeard(app, TYPES))) return;
  const at = await app.db.now();
  for (const row of rows) await publishHook(app, { type: 'case.opened', at, data: { case: told(app, row) } });
}

/** Tells webhooks and the observer what became different about cases, in the ambient transaction; what turned solved is told as that, too. */
export async function tellDifferent(app: App, all: readonly Told[]): Promise<void> {
  if (all.length === 0) return;
  await app.find(caseObserverPort)?.onDifferent(app, all);
  if (!(await isHeard(app, TYPES))) return;
  const at = await app.db.now();
  for (const { row, ...change } of all) {
    const [before, after] = [shown(change.before), shown(change.after)];
    if (Object.keys(after).length === 0) continue;
    const data = { case: told(app, row), before, after };
    await publishHook(app, { type: 'case.changed', at, data });
    if (after['status'] === 'solved') await publishHook(app, { type: 'case.solved', at, data });
  }
}

function shown(state: CaseState): CaseState {
  return Object.fromEntries(Object.entries(state).filter(([name]) => !OF_STATUS.has(name)));
}

function told(app: App, row: Case): Record<string, unknown> {
  const { id, number, typeId, status, fields, networks, threads } = row;
  const title = row.title ?? row.excerpt;
  return {
    id,
    number,
    title,
    typeId,
    status,
    fields,
    networks,
    threads,
    url: `${app.config.publicUrl}/cases/${id}`,
  };
}
