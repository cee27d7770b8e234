import { Zone } from '#lib/zone/index.ts';

export const DAY_MS = 86_400_000;
export const UTC = new Zone('UTC');

const zones = new Map<string, Zone>([['UTC', UTC]]);

/** The clocks by which the days of a need are counted. */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) zones.set(name, (zone = new Zone(name)));
  return zone;
}

/** The day of a moment by the clocks of a zone, as 2026-11-22. */
export function dayOf(moment: Date, zone: Zone = UTC): string {
  return zone.dayOf(moment.getTime());
}

/** `count` days that end with the one of `last`, oldest first. */
export function daysUntil(last: Date, count: number, zone: Zone = UTC): string[] {
  const day = dayOf(last, zone);
  return Array.from({ length: count }, (_, back) => dayAfter(day, back + 1 - count));
}

/** From the first moment of a day up to, without, that of the next: 23 to 25 hours where clocks change. */
export function spanOfDay(day: string, zone: Zone = UTC): { from: Date; to: Date } {
  return { from: new Date(zone.startOf(day)), to: new Date(zone.startOf(dayAfter(day, 1))) };
}

/** Which part of its day has passed at a moment, from 0 to 1. */
export function passedOf(moment: Date, zone: Zone = UTC): number {
  const { from, to } = spanOfDay(dayOf(moment, zone), zone);
  return (moment.getTime() - from.getTime()) / (to.getTime() - from.getTime());
}

/** Days of the calendar know no clocks. */
function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
