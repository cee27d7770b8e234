import { t } from '../../i18n/index.ts';

const numbers = new Intl.NumberFormat('en');

export const number = (value: number): string => numbers.format(value);

/** How much more or less; null where there was nothing before. */
export function changeOf(now: number, before: number): string | null {
  if (before === 0) return null;
  const change = Math.round(((now - before) / before) * 100);
  return change === 0 ? '±0 %' : `${change > 0 ? '+' : '−'}${Math.abs(change)} %`;
}

/** An age of what waits, such as “4 to 24 h”. */
export function ageName(agesHours: readonly number[], age: number): string {
  const text = (hours: number) => (hours < 48 ? `${hours} h` : `${hours / 24} d`);
  const [from, to] = [agesHours[age - 1], agesHours[age]];
  if (from === undefined) return t('reports.age.under', { hours: to! });
  return to === undefined
    ? t('reports.age.over', { from: text(from) })
    : t('reports.age.between', { from: text(from), to: text(to) });
}
