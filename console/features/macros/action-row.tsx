import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { queries } from '../../api/queries.ts';
import { IconButton } from '../../components/button.tsx';
import { choicesOf } from '../../components/choices.ts';
import { ChoiceField, SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { cannedQueries } from '../canned/queries.ts';
import { caseQueries } from '../cases/queries.ts';
import { teamQueries } from '../teams/queries.ts';
import { fieldLines, fieldsOf, labelsOf } from './draft.ts';
import type { MacroAction } from './queries.ts';

interface RowProps {
  action: MacroAction;
  number: number;
  isLast: boolean;
  onChange(action: MacroAction): void;
  onMove(step: 1 | -1): void;
  onRemove(): void;
}

/** One thing that a macro does, with what belongs to it. */
export function ActionRow({ action, number, isLast, onChange, onMove, onRemove }: RowProps) {
  const name = t(`macros.kind.${action.kind}`);
  return (
    <fieldset className="macro-action">
      <legend>
        {number}. {name}
      </legend>
      <div className="macro-action-fields">
        <Fields action={action} onChange={onChange} />
      </div>
      <div className="macro-action-acts">
        <IconButton
          icon={ArrowUp}
          size="s"
          disabled={number === 1}
          label={t('common.up', { name })}
          onClick={() => onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          size="s"
          disabled={isLast}
          label={t('common.down', { name })}
          onClick={() => onMove(1)}
        />
        <IconButton icon={Trash2} size="s" label={t('macros.action.remove', { name })} onClick={onRemove} />
      </div>
    </fieldset>
  );
}

/** The fields of one kind of action. */
interface Part<Kind> {
  action: Extract<MacroAction, { kind: Kind }>;
  onChange(action: MacroAction): void;
}

function Fields({ action, onChange }: Pick<RowProps, 'action' | 'onChange'>) {
  switch (action.kind) {
    case 'reply':
      return <ReplyFields action={action} onChange={onChange} />;
    case 'label':
      return (
        <>
          <TextField
            label={t('macros.label.add')}
            defaultValue={action.add.join(', ')}
            onBlur={(event) => onChange({ ...action, add: labelsOf(event.target.value) })}
          />
          <TextField
            label={t('macros.label.remove')}
            defaultValue={action.remove.join(', ')}
            onBlur={(event) => onChange({ ...action, remove: labelsOf(event.target.value) })}
          />
        </>
      );
    case 'assign':
    case 'team':
      return <WhoField action={action} onChange={onChange} />;
    case 'status':
      return (
        <ChoiceField
          label={t('macros.status')}
          value={action.status}
          values={['open', 'waiting', 'done'] as const}
          wordOf={(value) => t(`macros.status.${value}`)}
          onChoose={(status) => onChange({ ...action, status })}
        />
      );
    case 'snooze':
      return (
        <TextField
          type="number"
          min={1}
          max={8760}
          label={t('macros.snooze.hours')}
          value={Math.round(action.minutes / 60)}
          onChange={(event) => onChange({ ...action, minutes: Math.max(1, Number(event.target.value)) * 60 })}
        />
      );
    case 'case':
      return <CaseFields action={action} onChange={onChange} />;
    case 'note':
      return (
        <TextAreaField
          label={t('macros.note')}
          required
          value={action.text}
          onChange={(event) => onChange({ ...action, text: event.target.value })}
        />
      );
    case 'follow-up':
      return (
        <>
          <TextField
            type="number"
            min={1}
            max={365}
            label={t('macros.followUp.days')}
            value={action.days}
            onChange={(event) => onChange({ ...action, days: Math.max(1, Number(event.target.value)) })}
          />
          <TextField
            label={t('macros.followUp.why')}
            required
            maxLength={300}
            value={action.text}
            onChange={(event) => onChange({ ...action, text: event.target.value })}
          />
        </>
      );
  }
}

function ReplyFields({ action, onChange }: Part<'reply'>) {
  const canned = useQuery(cannedQueries.all()).data?.items ?? [];
  return (
    <>
      <SelectField
        label={t('macros.reply.with')}
        value={action.cannedId ?? ''}
        choices={[{ value: '', label: t('macros.reply.own') }, ...choicesOf(canned)]}
        onChange={({ target: { value } }) => onChange({ ...action, cannedId: value === '' ? null : value })}
      />
      <ChoiceField
        label={t('macros.reply.how')}
        value={action.how}
        values={['draft', 'queue'] as const}
        wordOf={(value) => t(`macros.reply.${value}`)}
        onChoose={(how) => onChange({ ...action, how })}
      />
      {action.cannedId === null && (
        <TextAreaField
          className="macro-wide"
          label={t('macros.reply.words')}
          required
          value={action.text}
          onChange={(event) => onChange({ ...action, text: event.target.value })}
        />
      )}
    </>
  );
}

function WhoField({ action, onChange }: Part<'assign' | 'team'>) {
  const staff = useQuery(queries.staff()).data ?? [];
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const isPerson = action.kind === 'assign';
  const named = isPerson ? staff.filter(({ state }) => state === 'active') : teams;
  return (
    <SelectField
      label={t(isPerson ? 'macros.assign' : 'macros.team')}
      value={(isPerson ? action.to : action.teamId) ?? ''}
      choices={[
        ...(isPerson ? [{ value: 'me', label: t('macros.assign.me') }] : []),
        { value: '', label: t('common.nobody') },
        ...choicesOf(named),
      ]}
      onChange={({ target: { value } }) =>
        onChange(
          isPerson
            ? { kind: 'assign', to: value === '' ? null : value }
            : { kind: 'team', teamId: value === '' ? null : value },
        )
      }
    />
  );
}

function CaseFields({ action, onChange }: Part<'case'>) {
  const types = useQuery(caseQueries.types()).data ?? [];
  return (
    <>
      <SelectField
        label={t('macros.case.type')}
        value={action.typeId ?? ''}
        choices={[{ value: '', label: t('macros.case.any') }, ...choicesOf(types)]}
        onChange={({ target: { value } }) => onChange({ ...action, typeId: value === '' ? null : value })}
      />
      <TextAreaField
        label={t('macros.case.fields')}
        hint={t('macros.case.fields.hint')}
        defaultValue={fieldLines(action.fields)}
        onBlur={(event) => onChange({ ...action, fields: fieldsOf(event.target.value) })}
      />
    </>
  );
}
