import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface OutletRow {
  id: string;
  code: string;
  name: string;
  country: string;
  region: string;
  area: string;
  city: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** Adds outlets and changes those that are known by their code, in one order, so that two tables never wait for each other. */
export async function putOutlets(app: App, outlets: readonly OutletRow[]): Promise<void> {
  await app.db.query(
    `insert into outlets (id, code, name, country, region, area, city, latitude, longitude)
       select id, code, name, country, region, area, city, latitude, longitude
         from jsonb_to_recordset($1::jsonb) as o (id text, code text, name text, country text, region text, area text, city text,
              latitude double precision, longitude double precision) order by code
     on conflict (code) do update set name = excluded.name, country = excluded.country, region = excluded.region, area = excluded.area,
       city = excluded.city, latitude = excluded.latitude, longitude = excluded.longitude, updated_at = now()`,
    [JSON.stringify(outlets)],
  );
}

export interface StockRow {
  code: string;
  item: string;
  onHand: number;
  perDay: number;
}

/** Stock of outlets that are known by their code. */
export async function putStock(app: App, stock: readonly StockRow[]): Promise<void> {
  await app.db.query(
    `insert into outlet_stock (outlet_id, item, on_hand, per_day)
       select o.id, s.item, s."onHand", s."perDay"
         from jsonb_to_recordset($1::jsonb) as s (code text, item text, "onHand" double precision, "perDay" double precision)
         join outlets o on o.code = s.code order by s.code, s.item
     on conflict (outlet_id, item) do update set on_hand = excluded.on_hand, per_day = excluded.per_day, updated_at = now()`,
    [JSON.stringify(stock)],
  );
}

export async function selectOutlets(
  app: App,
): Promise<(OutletRow & { stock: { item: string; onHand: number; perDay: number; updatedAt: string }[] })[]> {
  return app.db.query(
    `select id, code, name, country, region, area, city, latitude, longitude, coalesce((
       select json_agg(json_build_object('item', s.item, 'onHand', s.on_hand, 'perDay', s.per_day, 'updatedAt', s.updated_at) order by s.item)
         from outlet_stock s where s.outlet_id = o.id), '[]') as stock
       from outlets o order by code`,
  );
}

/** Every name that the stock has. */
export async function selectItems(app: App): Promise<string[]> {
  const rows = await app.db.query<{ item: string }>('select distinct item from outlet_stock order by item');
  return rows.map(({ item }) => item);
}

/** Outlets that have a thing, under any of its names; what an outlet has under several is added up. */
export async function selectStock(
  app: App,
  items: readonly { name: string }[],
): Promise<(OutletRow & { onHand: number; perDay: number })[]> {
  if (items.length === 0) return [];
  return app.db.query(
    `select o.id, o.code, o.name, o.country, o.region, o.area, o.city, o.latitude, o.longitude,
       sum(s.on_hand) as "onHand", sum(s.per_day) as "perDay"
       from outlet_stock s join outlets o on o.id = s.outlet_id where s.item = any($1) group by o.id order by o.code`,
    [textArray(items.map(({ name }) => name))],
  );
}

export async function deleteOutlet(app: App, code: string): Promise<boolean> {
  return (await app.db.query('delete from outlets where code = $1 returning id', [code])).length > 0;
}
