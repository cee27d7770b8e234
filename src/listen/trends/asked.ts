import { trendErrors } from './errors.ts';
import { DAY_MS, type Period, periodBefore, wholeHours } from './domain/period.ts';
import { isZone, Zone } from '#lib/zone/index.ts';

const MOST_DAYS = 800;

export interface PeriodAsked {
  from: Date;
  to: Date;
  zone: string;
  againstFrom?: Date | undefined;
  againstTo?: Date | undefined;
}

/** What was asked for, at full hours. Throws `trend.period_wrong` and `trend.zone_unknown`. */
export function readAsked(asked: PeriodAsked): { period: Period; against: Period; zone: Zone } {
  if (!isZone(asked.zone)) throw trendErrors('trend.zone_unknown', { zone: asked.zone });
  const period = sound(asked);
  const { againstFrom, againstTo } = asked;
  const against =
    againstFrom && againstTo ? sound({ from: againstFrom, to: againstTo }) : periodBefore(period);
  return { period, against, zone: new Zone(asked.zone) };
}

function sound(given: Period): Period {
  const period = wholeHours(given);
  const length = period.to.getTime() - period.from.getTime();
  if (!(length > 0) || length > MOST_DAYS * DAY_MS)
    throw trendErrors('trend.period_wrong', { days: MOST_DAYS });
  return { from: period.from, to: period.to };
}

export function periodView({ from, to }: Period): { from: string; to: string } {
  return { from: from.toISOString(), to: to.toISOString() };
}
