import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { holds } from '#platform/http/index.ts';
import { Zone } from '#lib/zone/index.ts';
import { readWorkers } from '#people/teams/index.ts';
import { readTimeSpent } from '#respond/cases/index.ts';
import { readOpenByPerson } from '#respond/inbox/index.ts';
import { reckonPeople } from '../domain/people.ts';
import type { agentsQuery, AgentsView } from '../schema.ts';
import { selectOptOuts, writeOptOut } from '../store/opt-outs.ts';
import { readDays } from './days.ts';
import { periodOf } from './overview.ts';
import type { z } from 'zod';

export const READ = 'figures.read';
export const PEOPLE = 'figures.people';

/**
 * What people did, for coaching: everybody for those who may, else only who asks. By name unless another order is asked for, and then
 * without those who asked to be left out of orders. Throws `report.period_invalid`.
 */
export async function readAgents(
  app: App,
  actor: Actor,
  asked: z.output<typeof agentsQuery>,
): Promise<AgentsView> {
  const { from, to } = periodOf(asked.from, asked.to);
  const [days, workers, open, minutes, optOuts] = await Promise.all([
    readDays(app, from, to),
    readWorkers(app),
    readOpenByPerson(app),
    readTimeSpent(app, from, to),
    selectOptOuts(app),
  ]);
  const { networks, teams, languages } = asked;
  const period = { from: from.getTime(), to: to.getTime(), zone: new Zone(asked.zone) };
  const people = reckonPeople(days, { ...period, networks, teams, languages });
  const figures = new Map(people.map((one) => [one.userId, one]));
  const isEverybody = holds(actor, PEOPLE);
  const all = workers
    .filter(({ id }) => isEverybody || id === actor.id)
    .map(({ id, name }) => {
      const own = figures.get(id);
      return {
        userId: id,
        name,
        answers: own?.answers ?? 0,
        medianWait: own?.medianWait ?? null,
        open: open.get(id) ?? 0,
        minutes: minutes.get(id) ?? 0,
        first: own?.first ?? null,
        likeForLike: own?.likeForLike ?? null,
        compared: own?.compared ?? 0,
        isOptedOut: optOuts.has(id),
      };
    });
  const isRanked = asked.order !== 'name';
  const items = isRanked ? all.filter((one) => !one.isOptedOut) : all;
  return {
    items: items.sort(ORDERS[asked.order]),
    leftOut: all.length - items.length,
    isEverybody,
    isOptedOut: optOuts.has(actor.id),
  };
}

type Item = AgentsView['items'][number];
const byName = (a: Item, b: Item) => (a.name < b.name ? -1 : 1);
const ORDERS = {
  name: byName,
  answers: (a: Item, b: Item) => b.answers - a.answers || byName(a, b),
  median: (a: Item, b: Item) =>
    (a.first?.medianAnswer ?? Infinity) - (b.first?.medianAnswer ?? Infinity) || byName(a, b),
  like: (a: Item, b: Item) => (b.likeForLike ?? -1) - (a.likeForLike ?? -1) || byName(a, b),
};

/** Takes part in orders by figures, or not; everybody says it of themselves. */
export async function setRanking(app: App, actor: Actor, isOptedOut: boolean): Promise<void> {
  await app.db.transaction(async () => {
    await writeOptOut(app, actor.id, isOptedOut);
    await audit(app, actor, {
      action: isOptedOut ? 'report.ranking_left' : 'report.ranking_joined',
      subject: actor.id,
      detail: {},
    });
  });
}
