import { useState } from 'react';
import { Select, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { inUnit, isTime, minutesOf, type Unit, UNITS } from './trigger-words.ts';

/** For how long nothing must have happened: a number and its unit; 0 for what is no time. */
export function WaitField({ minutes, onChange }: { minutes: number; onChange(minutes: number): void }) {
  const [unit, setUnit] = useState<Unit>(inUnit(minutes).unit);
  const [typed, setTyped] = useState(String(inUnit(minutes).count));
  const change = (text: string, in_: Unit) => {
    setTyped(text);
    setUnit(in_);
    const count = Number(text);
    onChange(Number.isInteger(count) ? minutesOf(count, in_) : 0);
  };
  return (
    <div className="row routing-wait">
      <TextField
        label={t('routing.wait')}
        inputMode="numeric"
        value={typed}
        error={isTime(minutes) ? undefined : t('routing.wait.wrong')}
        onChange={(event) => change(event.target.value, unit)}
      />
      <Select
        aria-label={t('routing.wait.unit')}
        value={unit}
        choices={UNITS.map((value) => ({ value, label: t(`routing.wait.${value}`) }))}
        onChange={(event) => change(typed, event.target.value as Unit)}
      />
      <p className="field-hint">{t('routing.wait.hint')}</p>
    </div>
  );
}
