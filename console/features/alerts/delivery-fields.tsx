import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { NumberField } from './number-field.tsx';
import type { RuleInput } from './types.ts';

type Delivery = RuleInput['delivery'];

interface DeliveryFieldsProps {
  delivery: Delivery;
  zone: string;
  onChange(delivery: Delivery): void;
}

/** Who is told, how, and when not. */
export function DeliveryFields({ delivery, zone, onChange }: DeliveryFieldsProps) {
  const staff = useQuery(queries.staff());
  const change = (changed: Partial<Delivery>) => onChange({ ...delivery, ...changed });
  const { mailTo, quiet } = delivery;
  return (
    <div className="stack">
      <Checkbox
        label={t('alerts.notices')}
        isOn={delivery.notices}
        onChange={(notices) => change({ notices })}
      />
      <fieldset className="alert-topics">
        <legend>{t('alerts.mailTo')}</legend>
        {(staff.data ?? [])
          .filter(({ state }) => state === 'active')
          .map(({ id, name, email }) => (
            <Checkbox
              key={id}
              label={name}
              hint={email}
              isOn={mailTo.includes(id)}
              onChange={(isOn) =>
                change({ mailTo: isOn ? [...mailTo, id] : mailTo.filter((one) => one !== id) })
              }
            />
          ))}
      </fieldset>
      <TextField
        label={t('alerts.webhook')}
        hint={t('alerts.webhook.hint')}
        isOptional
        type="url"
        value={delivery.webhookUrl ?? ''}
        onChange={(event) =>
          change({ webhookUrl: event.target.value.trim() === '' ? null : event.target.value.trim() })
        }
      />
      <SelectField
        label={t('alerts.digest')}
        value={delivery.digest}
        choices={(['none', 'hourly', 'daily'] as const).map((one) => ({
          value: one,
          label: t(`alerts.digest.${one}`),
        }))}
        onChange={(event) => change({ digest: event.target.value as Delivery['digest'] })}
      />
      <Checkbox
        label={t('alerts.quiet')}
        hint={t('alerts.quiet.hint', { zone: quiet?.zone ?? zone })}
        isOn={quiet !== null}
        onChange={(isOn) =>
          change({ quiet: isOn ? { from: '22:00', to: '07:00', zone, unlessSeverity: 8 } : null })
        }
      />
      {quiet !== null && (
        <div className="alert-pair">
          <TextField
            label={t('alerts.quiet.from')}
            type="time"
            value={quiet.from}
            onChange={(event) => change({ quiet: { ...quiet, from: event.target.value } })}
          />
          <TextField
            label={t('alerts.quiet.to')}
            type="time"
            value={quiet.to}
            onChange={(event) => change({ quiet: { ...quiet, to: event.target.value } })}
          />
          <NumberField
            label={t('alerts.quiet.unless')}
            value={quiet.unlessSeverity}
            least={1}
            most={11}
            onChange={(unlessSeverity) => change({ quiet: { ...quiet, unlessSeverity } })}
          />
        </div>
      )}
    </div>
  );
}
