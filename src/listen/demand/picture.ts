import type { App } from '#platform/app/index.ts';
import { kilometresBetween } from '#listen/places/index.ts';
import { middleOf } from './areas.ts';
import { areaKey } from './domain/area.ts';
import { daysOfCover, type Outlet, transfersFor, upliftOf } from './domain/cover.ts';
import { daysUntil, passedOf, zoneOf } from './domain/days.ts';
import { shown, shownWhole } from './domain/hidden.ts';
import { type AreaExcess, compareAreas } from './domain/places.ts';
import { needRow, PAST_DAYS, toView } from './needs.ts';
import { itemsOf } from './items.ts';
import { type OutletRow, selectStock } from './outlets-store.ts';
import type { AreaView, PictureView } from './schema.ts';
import { type AlertRow, type NeedRow, selectAlerts, selectDays, selectPeople } from './store.ts';

const SERIES_DAYS = 28;
const ALERTS = 20;

/** What stands out where, with the outlets that are about to run short. Throws `demand.no_need`. */
export async function readPicture(app: App, needId: string, window: number): Promise<PictureView> {
  const need = await needRow(app, needId);
  const { days, areas } = await compareNeed(app, need, window);
  const items = await itemsOf(app, need);
  const stock = await selectStock(app, items);
  const outlets = stock.map((row) => outletWith(row, areas));
  const open = areas.filter(({ observed }) => shown(observed) !== null && observed > 0);
  return {
    need: toView(need),
    days: window,
    from: days.at(-window)!,
    to: days.at(-1)!,
    countedDays: days.length - window,
    areas: open.map((area) => toArea(area, outlets, need.lead_days)),
    regions: regionsOf(areas),
    hiddenAreas: areas.filter(({ observed }) => shown(observed) === null).length,
    items,
    transfers: suggest(outlets, need.lead_days),
    alerts: (await selectAlerts(app, needId, ALERTS)).map(toAlert),
  };
}

/** Every area of a need against its usual, those with hidden counts too: not for screens. */
export async function compareNeed(
  app: App,
  need: NeedRow,
  window: number,
): Promise<{ days: string[]; areas: AreaExcess[] }> {
  const now = app.clock.now();
  const first = need.counted_from?.toISOString().slice(0, 10) ?? '';
  const zone = zoneOf(need.zone);
  const days = daysUntil(now, PAST_DAYS + window, zone).filter((day) => day >= first);
  const rows = await selectDays(app, need.id, days[0]!);
  // Before the first post of the need nothing is known of its usual.
  const known = rows[0] === undefined ? days : days.filter((day) => day >= rows[0]!.day);
  const counted = known.length > window ? known : days.slice(-window - 1);
  const elapsed = Math.max(1 / 24, passedOf(now, zone));
  const found = await selectPeople(app, need.id, counted.at(-window)!);
  const people = new Map(found.map((one) => [areaKey(one), one.people]));
  return { days: counted, areas: compareAreas(rows, { days: counted, window, elapsed, people }) };
}

/** An outlet with how much more its area asks for. */
export interface PlacedOutlet extends Outlet {
  readonly row: OutletRow;
}

export function outletWith(
  row: OutletRow & { onHand: number; perDay: number },
  areas: readonly AreaExcess[],
): PlacedOutlet {
  const here = areas.find(({ area }) => areaKey(area) === areaKey(row));
  return {
    outletId: row.code,
    onHand: row.onHand,
    perDay: row.perDay,
    latitude: row.latitude,
    longitude: row.longitude,
    uplift: here === undefined || here.sigma < 2 ? 1 : upliftOf(here.observed, here.expected),
    row,
  };
}

/** Who could help whom, with the names of both. */
export function suggest(outlets: readonly PlacedOutlet[], leadDays: number): PictureView['transfers'] {
  const names = new Map(outlets.map(({ outletId, row }) => [outletId, row.name]));
  return transfersFor(outlets, leadDays, kilometresOf).map(({ from, to, pieces, kilometres }) => ({
    from,
    fromName: names.get(from)!,
    to,
    toName: names.get(to)!,
    pieces,
    kilometres: Math.round(kilometres),
  }));
}

/** Outlets whose place is not known lie behind all others. */
const FAR_KM = 20_000;

function kilometresOf(one: Outlet, other: Outlet): number {
  if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null)
    return FAR_KM;
  return kilometresBetween(one.latitude, one.longitude, other.latitude, other.longitude);
}

function toArea(
  { area, people, ...excess }: AreaExcess,
  outlets: readonly PlacedOutlet[],
  leadDays: number,
): AreaView {
  const here = outlets.filter(({ row }) => areaKey(row) === areaKey(area));
  return {
    ...area,
    ...middleOf(area),
    ...shownExcess(excess.observed, excess),
    uplift: rounded(excess.sigma < 2 ? 1 : upliftOf(excess.observed, excess.expected)),
    series: people.slice(-SERIES_DAYS).map(shown),
    outlets: here.map((outlet) => coverOf(outlet, leadDays)),
  };
}

function coverOf(outlet: PlacedOutlet, leadDays: number): AreaView['outlets'][number] {
  const days = daysOfCover(outlet, outlet.uplift);
  return {
    code: outlet.outletId,
    name: outlet.row.name,
    onHand: outlet.onHand,
    perDay: outlet.perDay,
    daysOfCover: Number.isFinite(days) ? rounded(days) : null,
    isShort: days < leadDays,
  };
}

/** Regions with what may be shown of their areas; what stands out in one of them stands out in the region. */
function regionsOf(areas: readonly AreaExcess[]): PictureView['regions'] {
  const regions = new Map<string, AreaExcess[]>();
  for (const one of areas) {
    const key = areaKey({ ...one.area, area: '' });
    const known = regions.get(key);
    if (known) known.push(one);
    else regions.set(key, [one]);
  }
  return [...regions.values()].map((parts) => {
    const people = shownWhole(parts.map(({ observed }) => ({ people: observed })));
    const open = parts.filter(({ observed }) => shown(observed) !== null);
    const farthest = open.toSorted((a, b) => b.sigma - a.sigma)[0];
    const { country, region } = parts[0]!.area;
    const expected = open.reduce((sum, part) => sum + part.expected, 0);
    return { country, region, ...shownExcess(people, { expected, sigma: farthest?.sigma ?? 0 }) };
  });
}

function shownExcess(observed: number | null, { expected, sigma }: { expected: number; sigma: number }) {
  const people = observed === null ? null : shown(observed);
  return {
    people,
    expected: people === null ? null : rounded(expected),
    sigma: people === null ? null : rounded(sigma),
  };
}

function toAlert(row: AlertRow): PictureView['alerts'][number] {
  return {
    id: row.id,
    country: row.country,
    region: row.region,
    area: row.area,
    sigma: rounded(row.sigma),
    highestSigma: rounded(row.highest_sigma),
    people: row.people,
    expected: rounded(row.expected),
    beganAt: row.began_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
