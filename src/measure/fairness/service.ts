import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type ConversationRow, readRows } from '#respond/inbox/index.ts';
import { compareGroups } from './domain/compare.ts';
import { type Days, type Dimension, DIMENSIONS, type Outcome, OUTCOMES, PERIODS } from './domain/outcomes.ts';
import type { FairnessReport } from './schema.ts';
import {
  type Alarm,
  endOtherAlarms,
  openAlarms,
  saveReport,
  selectCells,
  selectGroups,
  selectMedian,
  selectMissed,
  selectReport,
} from './store.ts';

/** Fewer contacts than this are shown nowhere. */
const LEAST_SHOWN = 5;
const MOST_MISSED = 50;
/** Alarms are reckoned over this period: long enough to tell, short enough to change. */
const ALARM_DAYS = 28;

/** The stored report; reckoned now if there is none yet. */
export async function readFairness(app: App, days: Days): Promise<FairnessReport> {
  return (await selectReport(app, days)) ?? reckon(app, days);
}

/** Reckons all periods anew, opens and ends alarms, and tells of new ones. */
export async function reckonFairness(app: App): Promise<void> {
  for (const days of PERIODS) {
    const report = await reckon(app, days);
    if (days === ALARM_DAYS) await settleAlarms(app, report.alarms);
  }
}

/** Conversations of a group without the outcome, newest first; at most fifty. None of a group that the report does not show. */
export async function readMissed(
  app: App,
  asked: { days: Days; dimension: Dimension; outcome: Outcome; group: string },
): Promise<ConversationRow[]> {
  const { quickSeconds, dimensions } = await readFairness(app, asked.days);
  const shown = dimensions[asked.dimension].outcomes[asked.outcome];
  if (!shown.some(({ group }) => group === asked.group)) return [];
  const ids = await selectMissed(app, { ...asked, quickSeconds: quickSeconds ?? 0, limit: MOST_MISSED });
  const rows = new Map((await readRows(app, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

async function reckon(app: App, days: Days): Promise<FairnessReport> {
  const quickSeconds = await selectMedian(app, days);
  const dimensions = {
    reach: await reckonDimension(app, days, quickSeconds ?? 0, 'reach'),
    channel: await reckonDimension(app, days, quickSeconds ?? 0, 'channel'),
  };
  const alarms = DIMENSIONS.flatMap((dimension) =>
    OUTCOMES.flatMap((outcome) =>
      dimensions[dimension].outcomes[outcome].flatMap(({ group, ratio, isUnfair }): Alarm[] =>
        isUnfair && ratio !== null ? [{ dimension, group, outcome, ratio }] : [],
      ),
    ),
  );
  const contacts = dimensions.channel.groups.reduce((sum, group) => sum + group.contacts, 0);
  const computedAt = (await app.db.now()).toISOString();
  const report = { days, computedAt, contacts, quickSeconds, dimensions, alarms };
  await saveReport(app, report);
  return report;
}

async function reckonDimension(app: App, days: Days, quickSeconds: number, dimension: Dimension) {
  const groups = (await selectGroups(app, days, dimension)).filter(({ contacts }) => contacts >= LEAST_SHOWN);
  const shown = new Set(groups.map(({ group }) => group));
  const compare = async (outcome: Outcome) => {
    const cells = await selectCells(app, days, quickSeconds, dimension, outcome);
    return compareGroups(cells)
      .filter(({ group, asked }) => shown.has(group) && asked >= LEAST_SHOWN)
      .sort((a, b) => (a.group < b.group ? -1 : 1));
  };
  return {
    groups,
    outcomes: {
      answered: await compare('answered'),
      quick: await compare('quick'),
      solved: await compare('solved'),
      satisfied: await compare('satisfied'),
    },
  };
}

async function settleAlarms(app: App, alarms: readonly Alarm[]): Promise<void> {
  await app.db.transaction(async () => {
    const fresh = await openAlarms(
      app,
      alarms.map((alarm) => ({ ...alarm, id: newId('fair') })),
    );
    await endOtherAlarms(app, alarms);
    for (const alarm of fresh) await app.bus.publish('fairness.alarm', alarm);
    if (alarms.length === 0) await app.bus.publish('fairness.fair', {});
  });
}
