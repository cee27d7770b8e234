import { useQuery } from '@tanstack/react-query';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { useCan } from '../../app/session.ts';
import { Callout } from '../../components/callout.tsx';
import { Field, Select } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { Block } from './block.tsx';
import { inputKind, readInput, shownValue } from './field-values.ts';
import { caseQueries } from './queries.ts';
import { useCaseActions } from './use-cases.ts';

/** Type and fields; each is saved when one leaves it. */
export function CaseFields({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const mayWork = can('cases.work');
  const actions = useCaseActions();
  const types = useQuery(caseQueries.types()).data ?? [];
  return (
    <Block title={t('cases.fields')}>
      {detail.missing.length > 0 && (
        <Callout tone="warn" title={t('cases.fields.missing')}>
          {detail.missing.join(', ')}
        </Callout>
      )}
      <Field label={t('cases.type')}>
        {(wiring) => (
          <Select
            {...wiring}
            disabled={!mayWork}
            value={detail.type.id}
            onChange={(event) => void actions.change([detail.id], { typeId: event.target.value })}
            choices={types
              .filter((type) => !type.isArchived || type.id === detail.type.id)
              .map((type) => ({ value: type.id, label: type.name }))}
          />
        )}
      </Field>
      {detail.fields.map((field) => (
        <OneField
          key={`${field.key} ${detail.version}`}
          field={field}
          value={detail.values[field.key]}
          isDisabled={!mayWork}
          onChange={(value) => void actions.change([detail.id], { fields: { [field.key]: value } })}
        />
      ))}
    </Block>
  );
}

interface OneFieldProps {
  field: CaseDetail['fields'][number];
  value: CaseDetail['values'][string] | undefined;
  isDisabled: boolean;
  onChange(value: string | number | boolean | null): void;
}

function OneField({ field, value, isDisabled, onChange }: OneFieldProps) {
  const label = field.isRequired ? `${field.label} *` : field.label;
  const shown = shownValue(value);
  const save = (text: string) => {
    const read = readInput(field.kind, text);
    if (read !== (value ?? null)) onChange(read);
  };
  if (field.kind === 'choice' || field.kind === 'yes-no') {
    const choices =
      field.kind === 'choice'
        ? field.choices.map((choice) => ({ value: choice, label: choice }))
        : [
            { value: 'yes', label: t('cases.yes') },
            { value: 'no', label: t('cases.no') },
          ];
    return (
      <Field label={label}>
        {(wiring) => (
          <Select
            {...wiring}
            disabled={isDisabled}
            value={shown}
            onChange={(event) => save(event.target.value)}
            choices={[{ value: '', label: '–' }, ...choices]}
          />
        )}
      </Field>
    );
  }
  return (
    <Field label={label}>
      {(wiring) => (
        <input
          {...wiring}
          className="input"
          type={inputKind(field.kind)}
          step="any"
          disabled={isDisabled}
          defaultValue={shown}
          onBlur={(event) => save(event.target.value)}
        />
      )}
    </Field>
  );
}
