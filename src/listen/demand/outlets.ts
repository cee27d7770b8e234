import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { placeOf } from '#listen/places/index.ts';
import { areaOf } from './areas.ts';
import { readOutletTable } from './domain/outlet-table.ts';
import { demandErrors } from './errors.ts';
import { deleteOutlet, putOutlets, putStock, selectOutlets } from './outlets-store.ts';
import type { OutletInput, OutletView } from './schema.ts';

export async function listOutlets(app: App): Promise<OutletView[]> {
  return (await selectOutlets(app)).map(({ stock, id: _id, ...outlet }) => ({
    ...outlet,
    stock: stock.map((one) => ({ ...one, updatedAt: new Date(one.updatedAt).toISOString() })),
  }));
}

/** What was taken over; outlets of which no place is known count for no area and are named. */
export interface Taken {
  outlets: number;
  stock: number;
  notPlaced: string[];
}

/** Adds outlets with their stock, or changes those with the same code. Several lines may tell of one outlet: a line for each thing. */
export async function takeOutlets(app: App, actor: Actor, given: readonly OutletInput[]): Promise<Taken> {
  const outlets = new Map(given.map((outlet) => [outlet.code, toRow(outlet)]));
  const stock = new Map(
    given.flatMap(({ code, item, onHand, perDay }) =>
      item === undefined || onHand === undefined
        ? []
        : [[`${code}\n${item}`, { code, item, onHand, perDay: perDay ?? 0 }] as const],
    ),
  );
  const taken = {
    outlets: outlets.size,
    stock: stock.size,
    notPlaced: [...outlets.values()].filter(({ country }) => country === '').map(({ code }) => code),
  };
  await app.db.transaction(async () => {
    await putOutlets(app, [...outlets.values()]);
    await putStock(app, [...stock.values()]);
    await audit(app, actor, {
      action: 'demand.outlets_taken',
      subject: '*',
      detail: { outlets: taken.outlets, stock: taken.stock },
    });
    await app.bus.publish('demand.changed', { needId: '*' });
  });
  return taken;
}

/** The same from a table in CSV. Throws `demand.outlets_wrong` with the line, and takes nothing over then. */
export async function importOutlets(app: App, actor: Actor, csv: string): Promise<Taken> {
  const read = readOutletTable(csv);
  if ('problem' in read) throw demandErrors('demand.outlets_wrong', { problem: read.problem });
  return takeOutlets(app, actor, read.outlets);
}

export async function removeOutlet(app: App, actor: Actor, code: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await deleteOutlet(app, code))) throw demandErrors('demand.no_outlet', { code });
    await audit(app, actor, { action: 'demand.outlet_removed', subject: code });
    await app.bus.publish('demand.changed', { needId: '*' });
  });
}

function toRow({ code, name, city, region, country, latitude, longitude }: OutletInput) {
  const written = [city, region, country].filter(Boolean).join(', ');
  const geo =
    latitude === undefined || longitude === undefined ? undefined : { lat: latitude, lon: longitude };
  const place = placeOf({ geo, profileLocation: written === '' ? name : written });
  const point = {
    latitude: latitude ?? place?.latitude ?? null,
    longitude: longitude ?? place?.longitude ?? null,
  };
  return {
    id: newId('outlet'),
    code,
    name,
    ...(place
      ? areaOf({ country: place.country, region: place.region, ...point })
      : { country: '', region: '', area: '' }),
    city: city ?? place?.city ?? null,
    ...point,
  };
}
