import { Checkbox } from '../../components/choice.tsx';
import { SelectField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import type { Assign, Worker } from './types.ts';

const FIRST: Assign = { how: 'least-busy', userId: null, skills: [], mustSpeak: true, isSticky: true };

/** Who of the team gets it, and what they must be able to do. */
export function AssignFields({
  assign,
  people,
  onChange,
}: {
  assign: Assign | null;
  people: readonly Worker[];
  onChange(assign: Assign | null): void;
}) {
  return (
    <>
      <SelectField
        label={t('routing.assign')}
        hint={t('routing.assign.hint')}
        value={assign?.how ?? ''}
        choices={[
          { value: '', label: t('routing.assign.nobody') },
          ...(['least-busy', 'round-robin', 'person'] as const).map((how) => ({
            value: how,
            label: t(`routing.how.${how}`),
          })),
        ]}
        onChange={(event) => {
          const how = event.target.value as Assign['how'] | '';
          onChange(how === '' ? null : { ...(assign ?? FIRST), how });
        }}
      />
      {assign?.how === 'person' && (
        <SelectField
          label={t('routing.person')}
          value={assign.userId ?? ''}
          choices={[{ value: '', label: '—' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) =>
            onChange({ ...assign, userId: event.target.value === '' ? null : event.target.value })
          }
        />
      )}
      {assign !== null && assign.how !== 'person' && (
        <>
          <ListField
            label={t('routing.skills')}
            isOptional
            values={assign.skills}
            onChange={(skills) => onChange({ ...assign, skills })}
          />
          <Checkbox
            label={t('routing.mustSpeak')}
            isOn={assign.mustSpeak}
            onChange={(mustSpeak) => onChange({ ...assign, mustSpeak })}
          />
          <Checkbox
            label={t('routing.isSticky')}
            isOn={assign.isSticky}
            onChange={(isSticky) => onChange({ ...assign, isSticky })}
          />
        </>
      )}
    </>
  );
}
