import { type App, perApp } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type ConversationRow, readRows } from '#respond/inbox/index.ts';
import { type Cell, compareGroups } from './domain/compare.ts';
import { type Days, type Dimension, DIMENSIONS, type Outcome, OUTCOMES, PERIODS } from './domain/outcomes.ts';
import type { FairnessReport } from './schema.ts';
import {
  type Alarm,
  endOtherAlarms,
  openAlarms,
  saveReport,
  type Alike,
  type Period,
  selectMissed,
  selectPeriod,
  selectReport,
} from './store.ts';

/** Fewer contacts than this are shown nowhere. */
const LEAST_SHOWN = 5;
const MOST_MISSED = 50;
/** Alarms are reckoned over this period: long enough to tell, short enough to change. */
const ALARM_DAYS = 28;

/** The stored report; reckoned now if there is none yet. */
export async function readFairness(app: App, days: Days): Promise<FairnessReport> {
  return (await selectReport(app, days)) ?? reckonOnce(app, days);
}

/** Several who ask before anything is stored wait for the same one. */
async function reckonOnce(app: App, days: Days): Promise<FairnessReport> {
  const running = underWay(app);
  const report = running.get(days) ?? reckon(app, days).finally(() => running.delete(days));
  running.set(days, report);
  return report;
}

const underWay = perApp(() => new Map<Days, Promise<FairnessReport>>());

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
  const ids = await selectMissed(app, { ...asked, quickSeconds, limit: MOST_MISSED });
  const rows = new Map((await readRows(app, ids)).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

async function reckon(app: App, days: Days): Promise<FairnessReport> {
  const period = await selectPeriod(app, days);
  const { quickSeconds } = period;
  const dimensions = { reach: compareBy(period, 'reach'), channel: compareBy(period, 'channel') };
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
  await saveReport(app, report, period.edges);
  return report;
}

function compareBy({ groups: all, alike }: Period, dimension: Dimension) {
  const groups = all[dimension].filter(({ contacts }) => contacts >= LEAST_SHOWN);
  const shown = new Set(groups.map(({ group }) => group));
  const compare = (outcome: Outcome) =>
    compareGroups(cellsOf(alike, dimension, outcome))
      .filter(({ group, asked }) => shown.has(group) && asked >= LEAST_SHOWN)
      .sort((a, b) => (a.group < b.group ? -1 : 1));
  return {
    groups,
    outcomes: {
      answered: compare('answered'),
      quick: compare('quick'),
      solved: compare('solved'),
      satisfied: compare('satisfied'),
    },
  };
}

/** Reach is compared within channels. */
function cellsOf(alike: readonly Alike[], dimension: Dimension, outcome: Outcome): Cell[] {
  return alike.flatMap(({ network, tenth, likeness, counts }): Cell[] => {
    const [asked, had] = counts[outcome];
    if (asked === 0) return [];
    return dimension === 'reach'
      ? [{ group: tenth, stratum: `${network}|${likeness}`, asked, had }]
      : [{ group: network, stratum: likeness, asked, had }];
  });
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
