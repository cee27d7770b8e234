import { useQuery } from '@tanstack/react-query';
import { choicesOf } from '../../components/choices.ts';
import { Field, SelectField, TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { t } from '../../i18n/index.ts';
import { WEEKDAYS } from '../calendars/weekdays.ts';
import { teamQueries } from '../teams/queries.ts';
import { NumberInput } from './number-input.tsx';
import type { ShiftView } from './types.ts';

interface ShiftFieldsProps {
  shift: ShiftView;
  hours: string;
  isWrong: boolean;
  onChange(changed: Partial<ShiftView>): void;
  onHours(text: string): void;
}

/** Who, when, on which channels. */
export function ShiftFields({ shift, hours, isWrong, onChange, onHours }: ShiftFieldsProps) {
  const teams = useQuery(teamQueries.teams());
  const people = useQuery(teamQueries.people());
  return (
    <>
      <TextField
        label={t('coverage.shift.name')}
        isOptional
        value={shift.name}
        maxLength={120}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <SelectField
        label={t('coverage.shift.who')}
        value={shift.userId ?? shift.teamId ?? ''}
        choices={[
          { value: '', label: t('coverage.shift.anybody') },
          ...choicesOf(teams.data ?? []),
          ...choicesOf(people.data ?? []),
        ]}
        onChange={({ target: { value } }) =>
          onChange({
            userId: value.startsWith('user_') ? value : null,
            teamId: value.startsWith('team_') ? value : null,
          })
        }
      />
      {shift.userId === null && (
        <Field label={t('coverage.shift.people')}>
          {() => (
            <NumberInput
              label={t('coverage.shift.people')}
              value={shift.people}
              least={1}
              most={1000}
              onChange={(count) => onChange({ people: count })}
            />
          )}
        </Field>
      )}
      <fieldset className="shift-days">
        <legend>{t('coverage.shift.days')}</legend>
        {WEEKDAYS.map((weekday, day) => (
          <Checkbox
            key={weekday}
            label={t(`calendars.day.${weekday}`)}
            isOn={shift.weekdays.includes(day)}
            onChange={(isOn) =>
              onChange({
                weekdays: isOn ? [...shift.weekdays, day] : shift.weekdays.filter((one) => one !== day),
              })
            }
          />
        ))}
      </fieldset>
      <TextField
        label={t('calendars.hours')}
        hint={t('coverage.shift.hours.hint')}
        value={hours}
        error={isWrong ? t('coverage.shift.hours.wrong') : undefined}
        onChange={(event) => onHours(event.target.value)}
      />
      <ListField
        label={t('coverage.shift.channels')}
        hint={t('coverage.shift.channels.hint')}
        values={shift.networks}
        onChange={(networks) => onChange({ networks: [...networks] })}
      />
      <div className="shift-valid">
        <TextField
          type="date"
          label={t('coverage.shift.from')}
          value={shift.validFrom}
          onChange={(event) => onChange({ validFrom: event.target.value })}
        />
        <TextField
          type="date"
          label={t('coverage.shift.until')}
          isOptional
          value={shift.validUntil ?? ''}
          onChange={(event) => onChange({ validUntil: event.target.value || null })}
        />
      </div>
    </>
  );
}
