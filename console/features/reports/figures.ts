import { t } from '../../i18n/index.ts';

const numbers = new Intl.NumberFormat('en');

export const number = (value: number): string => numbers.format(value);

/** An age of what waits, such as “4–24 h” or “1–3 d”. */
export function ageName(agesHours: readonly number[], age: number): string {
  const [from, to] = [agesHours[age - 1], agesHours[age]];
  if (from === undefined) return t('reports.age.under', { hours: to! });
  const [unit, hours] = (to ?? from) < 48 ? ['h', 1] : ['d', 24];
  return to === undefined
    ? t('reports.age.over', { from: `${from / hours} ${unit}` })
    : t('reports.age.between', { from: from / hours, to: `${to / hours} ${unit}` });
}
