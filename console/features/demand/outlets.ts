import type { OutletInput, OutletView } from './types.ts';

/** What brings a removed outlet back as it was: a line for each item. */
export function againOf({
  code,
  name,
  city,
  region,
  country,
  latitude,
  longitude,
  stock,
}: OutletView): OutletInput[] {
  const outlet = {
    code,
    name,
    ...(city !== null && { city }),
    ...(latitude !== null && longitude !== null
      ? { latitude, longitude }
      : { ...(region !== '' && { region }), ...(country !== '' && { country }) }),
  };
  if (stock.length === 0) return [outlet];
  return stock.map(({ item, onHand, perDay }) => ({ ...outlet, item, onHand, perDay }));
}

export interface StockLine {
  readonly outlet: OutletView;
  /** Absent where no stock is told. */
  readonly stock?: OutletView['stock'][number];
  /** How many lines the outlet has; 0 where it is not the first of them. */
  readonly span: number;
}

/** The outlets with `find` in code, name, place or item, a line for each item. */
export function stockLinesOf(outlets: readonly OutletView[], find: string): StockLine[] {
  const wanted = find.trim().toLowerCase();
  return outlets.flatMap((outlet): StockLine[] => {
    const { code, name, city, region, area, stock } = outlet;
    const words = [code, name, city ?? '', region, area, ...stock.map(({ item }) => item)];
    if (wanted !== '' && !words.some((word) => word.toLowerCase().includes(wanted))) return [];
    if (stock.length === 0) return [{ outlet, span: 1 }];
    return stock.map((one, index) => ({ outlet, stock: one, span: index === 0 ? stock.length : 0 }));
  });
}

/** Lines of a table that are neither empty nor its head. */
export function linesOf(csv: string): number {
  return Math.max(0, csv.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length - 1);
}

export const EXAMPLE = `code,name,city,region,country,item,on_hand,per_day
N1,Broadway Pharmacy,Nashville,Tennessee,US,cold remedy,38,6
N1,Broadway Pharmacy,Nashville,Tennessee,US,thermometer,12,1
K1,Knoxville West,Knoxville,Tennessee,US,cold remedy,160,4
`;
