import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { addNotice, resolveNotice } from '#people/notices/index.ts';
import { type Area, areaKey } from './domain/area.ts';
import { FEWEST_SHOWN } from './domain/hidden.ts';
import type { AreaExcess } from './domain/places.ts';
import { daysOfCover } from './domain/cover.ts';
import { compareNeed, outletWith, type PlacedOutlet, suggest } from './picture.ts';
import { itemsOf } from './items.ts';
import { selectStock } from './outlets-store.ts';
import { linkOf } from './needs.ts';
import { insertAlert, type NeedRow, selectAlerts, selectNeeds, updateAlert } from './store.ts';

/** The window that alerts look at. */
const WINDOW = 3;
/** An area is calm below the line by this much. */
const CALM_BELOW = 1;
const OPEN_ALERTS = 500;

/** Begins, updates and ends alerts of all needs by what was counted last. */
export async function watchNeeds(app: App): Promise<void> {
  for (const need of await selectNeeds(app)) if (need.due === 0) await watchNeed(app, need);
}

async function watchNeed(app: App, need: NeedRow): Promise<void> {
  const { areas } = await compareNeed(app, need, WINDOW);
  const open = (await selectAlerts(app, need.id, OPEN_ALERTS)).filter(({ ended_at }) => ended_at === null);
  const known = new Map(open.map((alert) => [areaKey(alert), alert]));
  for (const excess of areas) {
    const alert = known.get(areaKey(excess.area));
    known.delete(areaKey(excess.area));
    if (alert) await follow(app, need, alert, excess);
    else if (excess.sigma >= need.alert_from && excess.observed >= FEWEST_SHOWN)
      await begin(app, need, excess, areas);
  }
  for (const alert of known.values()) await follow(app, need, alert, { observed: 0, expected: 0, sigma: 0 });
}

async function begin(
  app: App,
  need: NeedRow,
  excess: AreaExcess,
  areas: readonly AreaExcess[],
): Promise<void> {
  const { area, observed, expected, sigma } = excess;
  const text = await tell(app, need, excess, areas);
  await app.db.transaction(async () => {
    await insertAlert(app, {
      id: newId('dalert'),
      needId: need.id,
      ...area,
      sigma,
      people: observed,
      expected,
    });
    await addNotice(app, {
      to: 'owners',
      level: 'warning',
      title: `${need.name}: more than usual ${nameOf(area)}`,
      text,
      link: linkOf(need.id),
      key: noticeOf(need, area),
    });
    await app.bus.publish('demand.changed', { needId: need.id });
  });
}

async function follow(
  app: App,
  need: NeedRow,
  alert: Area & { id: string },
  { observed, expected, sigma }: Pick<AreaExcess, 'observed' | 'expected' | 'sigma'>,
): Promise<void> {
  const isCalm = sigma < need.alert_from - CALM_BELOW;
  const hasEnded = await updateAlert(app, alert.id, { sigma, people: observed, expected }, isCalm);
  if (!hasEnded) return;
  await resolveNotice(app, noticeOf(need, alert));
  await app.bus.publish('demand.changed', { needId: need.id });
}

function noticeOf(need: NeedRow, area: Area): string {
  return `demand:${need.id}:${areaKey(area)}`;
}

/** What happened, which outlets run short, and who could help. */
async function tell(
  app: App,
  need: NeedRow,
  excess: AreaExcess,
  areas: readonly AreaExcess[],
): Promise<string> {
  const { observed, expected, sigma, area } = excess;
  const many = `${observed} people in ${WINDOW} days, ${Math.round(expected)} are usual (+${sigma.toFixed(1)} σ).`;
  if (need.item === null) return many;
  const outlets = (await selectStock(app, await itemsOf(app, need))).map((row) => outletWith(row, areas));
  const here = outlets.filter(({ row }) => areaKey(row) === areaKey(area));
  const short = here.filter((outlet) => daysOfCover(outlet, outlet.uplift) < need.lead_days);
  if (short.length === 0) return many;
  const names = short
    .slice(0, 3)
    .map((outlet) => `${outlet.row.name} (${daysOfCover(outlet, outlet.uplift).toFixed(1)} days)`);
  return [
    many,
    `${short.length} of ${here.length} outlets run short of ${need.item}: ${names.join(', ')}.`,
    ...helpFor(short, outlets, need),
  ].join(' ');
}

function helpFor(short: readonly PlacedOutlet[], outlets: readonly PlacedOutlet[], need: NeedRow): string[] {
  const wanted = new Set(short.map(({ outletId }) => outletId));
  const transfer = suggest(outlets, need.lead_days).find(({ to }) => wanted.has(to));
  if (!transfer) return [];
  return [
    `${transfer.fromName} could give ${transfer.pieces} to ${transfer.toName} (${transfer.kilometres} km).`,
  ];
}

/** “around Nashville”, “in Tennessee”. */
export function nameOf({ country, region, area }: Area): string {
  return area === '' ? `in ${region === '' ? country : region}` : `around ${area}`;
}
