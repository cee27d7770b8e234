import { SelectField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';

const OWN = Intl.DateTimeFormat().resolvedOptions().timeZone;
const ALL = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

/** The clocks of whoever makes a need are offered first. */
export const ownZone = OWN;

/** By whose clocks the days of a need are counted. */
export function ZoneField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const choices = [...new Set([value, OWN, ...ALL])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));
  return (
    <SelectField
      label={t('demand.form.zone')}
      hint={t('demand.form.zone.hint')}
      value={value}
      choices={choices}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
