/** What an outlet has of a thing. */
export interface Stock {
  readonly outletId: string;
  readonly onHand: number;
  /** Sold on a usual day. */
  readonly perDay: number;
}

/** An outlet of which it is known how much more its area asks for. */
export interface Outlet extends Stock {
  /** Degrees; null where they are not known. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** 1 as usual, 2 twice as much. */
  readonly uplift: number;
}

export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly pieces: number;
  readonly kilometres: number;
}

/** More is not believed of talk alone. */
const MOST_UPLIFT = 4;
/** So many people more on both sides of the ratio keep a small place from looking like a great wave. */
const PRIOR_PEOPLE = 5;

/** How much more is asked for than usual, by the people who speak of it. Never less than usual: talk that fades sells nothing back. */
export function upliftOf(observed: number, expected: number): number {
  const ratio = (observed + PRIOR_PEOPLE) / (expected + PRIOR_PEOPLE);
  return Math.min(MOST_UPLIFT, Math.max(1, ratio));
}

/** Days until nothing is left; Infinity where nothing is sold. */
export function daysOfCover({ onHand, perDay }: Pick<Stock, 'onHand' | 'perDay'>, uplift: number): number {
  const sold = perDay * uplift;
  return sold > 0 ? onHand / sold : Infinity;
}

/**
 * Who could help whom: outlets that run short before `leadDays` are over get what they lack from those that keep enough for twice as long, the
 * shortest first and from the nearest. Whole pieces; nobody is left short by helping.
 */
export function transfersFor(
  outlets: readonly Outlet[],
  leadDays: number,
  distance: (one: Outlet, other: Outlet) => number,
): Transfer[] {
  const spare = new Map(outlets.map((outlet) => [outlet.outletId, surplus(outlet, leadDays * 2)]));
  const short = outlets
    .filter((outlet) => daysOfCover(outlet, outlet.uplift) < leadDays)
    .sort((a, b) => daysOfCover(a, a.uplift) - daysOfCover(b, b.uplift) || compare(a.outletId, b.outletId));
  const transfers: Transfer[] = [];
  for (const to of short) {
    let lack = Math.ceil(to.perDay * to.uplift * leadDays - to.onHand);
    const helpers = outlets
      .filter((from) => from !== to && spare.get(from.outletId)! > 0)
      .map((from) => ({ from, kilometres: distance(from, to) }))
      .sort((a, b) => a.kilometres - b.kilometres || compare(a.from.outletId, b.from.outletId));
    for (const { from, kilometres } of helpers) {
      if (lack <= 0) break;
      const pieces = Math.min(lack, spare.get(from.outletId)!);
      spare.set(from.outletId, spare.get(from.outletId)! - pieces);
      transfers.push({ from: from.outletId, to: to.outletId, pieces, kilometres });
      lack -= pieces;
    }
  }
  return transfers;
}

function surplus({ onHand, perDay, uplift }: Outlet, days: number): number {
  return Math.max(0, Math.floor(onHand - perDay * uplift * days));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
