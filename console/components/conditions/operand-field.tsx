import { useId, useState } from 'react';
import { type FactDefinition, type Operand, operandKind, type Question } from '#lib/conditions/index.ts';
import { t } from '../../i18n/index.ts';
import { Chip } from '../badge.tsx';
import { Select } from '../field.tsx';

interface OperandFieldProps {
  fact: FactDefinition;
  question: Question;
  onChange(value: Operand): void;
}

/** What a question asks for, by a control that fits. */
export function OperandField({ fact, question: { op, value }, onChange }: OperandFieldProps) {
  const label = t('conditions.value', { fact: fact.label });
  switch (operandKind(fact.type, op)) {
    case 'none':
      return null;
    case 'yes-no':
      return (
        <Select
          aria-label={label}
          value={value === false ? 'no' : 'yes'}
          choices={[
            { value: 'yes', label: t('conditions.yes') },
            { value: 'no', label: t('conditions.no') },
          ]}
          onChange={(event) => onChange(event.target.value === 'yes')}
        />
      );
    case 'number':
      return <NumberInput label={label} unit={fact.unit} value={Number(value)} onChange={onChange} />;
    case 'numbers': {
      const [low, high] = value as readonly [number, number];
      return (
        <>
          <NumberInput label={label} value={low} onChange={(next) => onChange([next, high])} />
          <NumberInput
            label={t('conditions.upTo')}
            unit={fact.unit}
            value={high}
            onChange={(next) => onChange([low, next])}
          />
        </>
      );
    }
    case 'texts':
      return (
        <Values label={label} fact={fact} values={(value ?? []) as readonly string[]} onChange={onChange} />
      );
    default:
      return <OneValue label={label} fact={fact} value={String(value ?? '')} onChange={onChange} />;
  }
}

function NumberInput({
  label,
  unit,
  value,
  onChange,
}: {
  label: string;
  unit?: string | undefined;
  value: number;
  onChange(value: number): void;
}) {
  const [typed, setText] = useState(String(value));
  const isNumber = typed.trim() !== '' && Number.isFinite(Number(typed));
  // Another question may have come into this place.
  const text = isNumber && Number(typed) !== value ? String(value) : typed;
  return (
    <span className="condition-number">
      <input
        className="input"
        inputMode="decimal"
        aria-label={unit === undefined ? label : `${label}, ${unit}`}
        aria-invalid={isNumber ? undefined : true}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const number = Number(event.target.value);
          if (event.target.value.trim() !== '' && Number.isFinite(number)) onChange(number);
        }}
      />
      {unit !== undefined && <span className="muted">{unit}</span>}
    </span>
  );
}

function OneValue({
  label,
  fact,
  value,
  onChange,
}: {
  label: string;
  fact: FactDefinition;
  value: string;
  onChange(value: string): void;
}) {
  const id = useId();
  if (fact.values !== undefined && !fact.isOpen)
    return (
      <Select
        aria-label={label}
        value={value}
        choices={[...fact.values]}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <>
      <input
        className="input condition-text"
        aria-label={label}
        list={fact.values === undefined ? undefined : id}
        value={value}
        placeholder={fact.type === 'words' ? t('conditions.words.example') : undefined}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      {fact.values !== undefined && (
        <datalist id={id}>
          {fact.values.map((one) => (
            <option key={one.value} value={one.value} label={one.label} />
          ))}
        </datalist>
      )}
    </>
  );
}

/** Several values: those chosen, and one more to choose or to write. */
function Values({
  label,
  fact,
  values,
  onChange,
}: {
  label: string;
  fact: FactDefinition;
  values: readonly string[];
  onChange(values: string[]): void;
}) {
  const [typed, setTyped] = useState('');
  const id = useId();
  const nameOf = (value: string) => fact.values?.find((one) => one.value === value)?.label ?? value;
  const left = (fact.values ?? []).filter((one) => !values.includes(one.value));
  const add = (value: string) => {
    const known = fact.values?.find((one) => one.label === value.trim())?.value ?? value.trim();
    if (known !== '' && !values.includes(known)) onChange([...values, known]);
    setTyped('');
  };
  return (
    <span className="condition-values">
      {values.map((value) => (
        <Chip
          key={value}
          removeLabel={t('common.removeNamed', { name: nameOf(value) })}
          onRemove={() => onChange(values.filter((one) => one !== value))}
        >
          {nameOf(value)}
        </Chip>
      ))}
      {fact.values !== undefined && !fact.isOpen ? (
        <Select
          aria-label={label}
          value=""
          choices={[{ value: '', label: t('conditions.choose') }, ...left]}
          onChange={(event) => add(event.target.value)}
        />
      ) : (
        <input
          className="input"
          aria-label={label}
          list={left.length > 0 ? id : undefined}
          placeholder={t('conditions.choose')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => add(typed)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add(typed);
          }}
        />
      )}
      {left.length > 0 && fact.isOpen && (
        <datalist id={id}>
          {left.map((one) => (
            <option key={one.value} value={one.value} label={one.label} />
          ))}
        </datalist>
      )}
    </span>
  );
}
