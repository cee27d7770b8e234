import { useQuery } from '@tanstack/react-query';
import { Field } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import { calendarQueries } from '../calendars/queries.ts';
import { NumberInput } from './number-input.tsx';
import type { SettingsView } from './types.ts';

/** Shrinkage, how busy people may be, and whose holidays count. */
export function GeneralFields({
  settings,
  onChange,
}: {
  settings: SettingsView;
  onChange(settings: SettingsView): void;
}) {
  const countries = useQuery(calendarQueries.countries());
  return (
    <div className="coverage-general">
      <Field label={t('coverage.shrinkage')} hint={t('coverage.shrinkage.hint')}>
        {() => (
          <NumberInput
            label={t('coverage.shrinkage')}
            value={Math.round(settings.shrinkage * 100)}
            least={0}
            most={80}
            onChange={(value) => onChange({ ...settings, shrinkage: value / 100 })}
          />
        )}
      </Field>
      <Field label={t('coverage.mostBusy')} hint={t('coverage.mostBusy.hint')}>
        {() => (
          <NumberInput
            label={t('coverage.mostBusy')}
            value={Math.round(settings.mostBusy * 100)}
            least={30}
            most={100}
            onChange={(value) => onChange({ ...settings, mostBusy: value / 100 })}
          />
        )}
      </Field>
      <ListField
        label={t('coverage.countries')}
        hint={t('coverage.countries.hint', { known: (countries.data ?? []).join(', ') })}
        values={settings.countries}
        onChange={(values) =>
          onChange({
            ...settings,
            countries: values
              .map((one) => one.toUpperCase())
              .filter((one) => (countries.data ?? []).includes(one)),
          })
        }
      />
    </div>
  );
}
