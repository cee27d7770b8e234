import { t } from '../../i18n/index.ts';
import type { TimesView } from './queries.ts';

/** The clocks that one may choose, each once: the company's, the customer's, one's own, then all others by name. */
export function zoneChoices(
  { company, customer }: Pick<TimesView, 'company' | 'customer'>,
  own: string,
  all: readonly string[] = Intl.supportedValuesOf('timeZone'),
): { value: string; label: string }[] {
  const choices = new Map<string, string>();
  const add = (zone: string, label: string) => {
    if (!choices.has(zone)) choices.set(zone, label);
  };
  add(company.zone, t('schedule.zone.company', { zone: company.zone }));
  if (customer !== null) add(customer.zone, t('schedule.zone.customer', { zone: customer.zone }));
  add(own, t('schedule.zone.mine', { zone: own }));
  for (const zone of all) add(zone, zone);
  return [...choices].map(([value, label]) => ({ value, label }));
}
