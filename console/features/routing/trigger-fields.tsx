import { Checkbox } from '../../components/choice.tsx';
import { t } from '../../i18n/index.ts';
import type { RuleInput, Trigger } from './types.ts';
import { TRIGGER_GROUPS } from './trigger-words.ts';
import { WaitField } from './wait-field.tsx';

const A_DAY = 1440;

type Runs = Pick<RuleInput, 'on' | 'waitMinutes'>;

/** What a rule runs on: one thing at least, or it never would. */
export function TriggerFields({ on, waitMinutes, onChange }: Runs & { onChange(runs: Runs): void }) {
  const turn = (trigger: Trigger, isOn: boolean) =>
    onChange({
      on: isOn ? [...on, trigger] : on.filter((one) => one !== trigger),
      waitMinutes: trigger === 'waited' ? (isOn ? (waitMinutes ?? A_DAY) : null) : waitMinutes,
    });
  return (
    <div className="routing-triggers">
      {TRIGGER_GROUPS.map(({ name, triggers }) => (
        <fieldset key={name} className="plain-fields">
          <legend className="field-label">{t(`routing.on.group.${name}`)}</legend>
          {triggers.map((trigger) => (
            <Checkbox
              key={trigger}
              label={t(`routing.on.${trigger}`)}
              isOn={on.includes(trigger)}
              onChange={(isOn) => turn(trigger, isOn)}
            />
          ))}
          {triggers.includes('waited') && waitMinutes !== null && (
            <WaitField minutes={waitMinutes} onChange={(minutes) => onChange({ on, waitMinutes: minutes })} />
          )}
        </fieldset>
      ))}
      {on.length === 0 && (
        <p className="field-error" role="status">
          {t('routing.on.none')}
        </p>
      )}
    </div>
  );
}
