import type { App } from '#platform/app/index.ts';
import { stepThrough } from '#platform/turns/index.ts';
import { type Zone, zoneOf } from '#lib/zone/index.ts';
import { readOpenByTeam } from '#respond/inbox/index.ts';
import { type Figures, isRising, Tally } from '../domain/figures.ts';
import { DAY_MS } from '../domain/pack.ts';
import { answersBy } from '../domain/people.ts';
import { type Group, GROUPS } from '../domain/groups.ts';
import { type Asked, type Period, reckoning } from '../domain/reckon.ts';
import { reportErrors } from '../errors.ts';
import type { Overview, OverviewAsked, ReportRow } from '../schema.ts';
import { readDays } from './days.ts';
import { type NameOf, readNames } from './names.ts';

const MOST_MS = 2 * 366 * DAY_MS;
const MOST_ROWS = 60;

/** The figures of a period beside those of another. Throws `report.period_invalid`. */
export async function readOverview(app: App, asked: OverviewAsked): Promise<Overview> {
  const now = periodOf(asked.from, asked.to);
  const before = periodOf(
    asked.againstFrom ?? new Date(2 * asked.from.getTime() - asked.to.getTime()),
    asked.againstTo ?? asked.from,
  );
  const zone = zoneOf(asked.zone);
  const { networks, teams, languages } = asked;
  const askedOf = ({ from, to }: { from: Date; to: Date }): Asked => ({
    from: from.getTime(),
    to: to.getTime(),
    zone,
    networks,
    teams,
    languages,
  });
  const [days, daysBefore, nameOf, open] = await Promise.all([
    readDays(app, now.from, now.to),
    readDays(app, before.from, before.to),
    readNames(app),
    readOpenByTeam(app),
  ]);
  const counted = await stepThrough(reckoning(days, askedOf(now)));
  const compared = await stepThrough(reckoning(daysBefore, askedOf(before)));
  const longer = (now.to.getTime() - now.from.getTime()) / (before.to.getTime() - before.from.getTime());
  const textOf = ({ from, to }: { from: Date; to: Date }) => ({
    from: from.toISOString(),
    to: to.toISOString(),
  });
  return {
    period: textOf(now),
    against: textOf(before),
    zone: asked.zone,
    total: { now: counted.total, before: compared.total },
    by: Object.fromEntries(
      GROUPS.map((group) => [group, rowsOf(group, counted, compared, nameOf, longer)]),
    ) as Overview['by'],
    byDay: daysOf(zone, now, counted, before, compared),
    hours: [...counted.hours],
    workload: workloadOf(
      answersBy(days, askedOf(now), (day) => day.answerTeam),
      answersBy(daysBefore, askedOf(before), (day) => day.answerTeam),
      new Map(open.map((team) => [team.teamId ?? '', team.open])),
      nameOf,
    ),
  };
}

/** Throws `report.period_invalid`. */
export function periodOf(from: Date, to: Date): { from: Date; to: Date } {
  const length = to.getTime() - from.getTime();
  if (!(length > 0) || length > MOST_MS) throw reportErrors('report.period_invalid');
  return { from, to };
}

const NONE: Figures = new Tally().figures();

function rowsOf(group: Group, now: Period, before: Period, nameOf: NameOf, longer: number): ReportRow[] {
  const keys = new Set([...now.by[group].keys(), ...before.by[group].keys()]);
  return [...keys]
    .map((key) => {
      const [counted, compared] = [now.by[group].get(key) ?? NONE, before.by[group].get(key) ?? NONE];
      return {
        key,
        name: nameOf(group, key),
        now: counted,
        before: compared,
        // Without anything to compare with, nothing is more than before.
        isRising: before.total.contacts > 0 && isRising(counted.contacts, compared.contacts, longer),
      };
    })
    .sort((a, b) => b.now.contacts - a.now.contacts || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_ROWS);
}

/** Every day of the calendar, also those on which nothing came. */
function daysOf(
  zone: Zone,
  now: { from: Date; to: Date },
  counted: Period,
  before: { from: Date; to: Date },
  compared: Period,
): Overview['byDay'] {
  const listOf = ({ from, to }: { from: Date; to: Date }) => {
    const [first, last] = [zone.dayOf(from.getTime()), zone.dayOf(to.getTime() - 1)].map((day) =>
      Date.parse(`${day}T00:00:00Z`),
    );
    const length = Math.round((last! - first!) / DAY_MS) + 1;
    return Array.from({ length }, (_, i) => new Date(first! + i * DAY_MS).toISOString().slice(0, 10));
  };
  const others = listOf(before);
  return listOf(now).map((day, index) => {
    const other = others[index];
    return {
      day,
      now: counted.byDay.get(day) ?? 0,
      before: other === undefined ? null : (compared.byDay.get(other) ?? 0),
    };
  });
}

function workloadOf(
  now: ReturnType<typeof answersBy>,
  before: ReturnType<typeof answersBy>,
  open: ReadonlyMap<string, number>,
  nameOf: NameOf,
): Overview['workload'] {
  const keys = new Set([...now.keys(), ...open.keys()]);
  return [...keys]
    .map((key) => {
      const own = now.get(key);
      return {
        key,
        name: nameOf('team', key),
        answers: own?.count ?? 0,
        before: before.get(key)?.count ?? 0,
        medianWait: own && own.spread.total >= 5 ? own.spread.at(0.5) : null,
        open: open.get(key) ?? 0,
      };
    })
    .sort((a, b) => b.answers - a.answers || (a.key < b.key ? -1 : 1));
}
