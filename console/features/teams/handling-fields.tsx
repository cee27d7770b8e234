import { Checkbox } from '../../components/choice.tsx';
import { SelectField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { NumberField } from '../alerts/number-field.tsx';
import { EscalationSteps } from './escalation-steps.tsx';
import type { TeamInput, Worker } from './types.ts';

type Handling = TeamInput['handling'];

/** What happens with what waits: the ownership timer, out of hours, and who hears of a long wait. */
export function HandlingFields({
  handling,
  people,
  teamId,
  onChange,
}: {
  handling: Handling;
  people: readonly Worker[];
  /** Undefined for a new team. */
  teamId: string | undefined;
  onChange(handling: Handling): void;
}) {
  const { ownership, outOfHours, onCallId, escalation } = handling;
  const change = (changed: Partial<Handling>) => onChange({ ...handling, ...changed });
  return (
    <>
      <Checkbox
        label={t('teams.ownership')}
        hint={t('teams.ownership.hint')}
        isOn={ownership !== null}
        onChange={(isOn) => change({ ownership: isOn ? { minutes: 60, warnMinutes: 15 } : null })}
      />
      {ownership !== null && (
        <div className="team-pair">
          <NumberField
            label={t('teams.ownership.minutes')}
            value={ownership.minutes}
            least={1}
            most={43_200}
            onChange={(minutes) => change({ ownership: { ...ownership, minutes } })}
          />
          <NumberField
            label={t('teams.ownership.warn')}
            value={ownership.warnMinutes}
            least={0}
            most={43_200}
            onChange={(warnMinutes) => change({ ownership: { ...ownership, warnMinutes } })}
          />
        </div>
      )}
      <SelectField
        label={t('teams.closed')}
        value={outOfHours}
        choices={[
          { value: 'queue', label: t('teams.closed.queue') },
          { value: 'on-call', label: t('teams.closed.onCall') },
        ]}
        onChange={(event) => change({ outOfHours: event.target.value as Handling['outOfHours'] })}
      />
      {outOfHours === 'on-call' && (
        <SelectField
          label={t('teams.onCall')}
          value={onCallId ?? ''}
          choices={[{ value: '', label: '—' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => change({ onCallId: event.target.value === '' ? null : event.target.value })}
        />
      )}
      <EscalationSteps
        steps={escalation}
        people={people}
        teamId={teamId}
        onChange={(steps) => change({ escalation: steps })}
      />
    </>
  );
}
