import { Check, Minus } from 'lucide-react';
import { Checkbox as CheckboxPrimitive, Switch as SwitchPrimitive } from 'radix-ui';
import { type ReactNode, useId } from 'react';

interface ChoiceProps {
  label: ReactNode;
  hint?: ReactNode;
  isOn: boolean;
  onChange(isOn: boolean): void;
  isDisabled?: boolean;
}

/** On or off, effective at once. */
export function Switch({ label, hint, isOn, onChange, isDisabled }: ChoiceProps) {
  const id = useId();
  return (
    <div className="choice">
      <SwitchPrimitive.Root
        id={id}
        className="switch"
        checked={isOn}
        onCheckedChange={onChange}
        disabled={isDisabled}
      >
        <SwitchPrimitive.Thumb className="switch-thumb" />
      </SwitchPrimitive.Root>
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <span className="choice-hint">{hint}</span>}
      </label>
    </div>
  );
}

/** Yes or no in a form that is saved later. */
export function Checkbox({ label, hint, isOn, onChange, isDisabled }: ChoiceProps) {
  const id = useId();
  return (
    <div className="choice">
      <Tick id={id} isOn={isOn} onChange={onChange} isDisabled={isDisabled} />
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <span className="choice-hint">{hint}</span>}
      </label>
    </div>
  );
}

interface TickProps {
  /** Needed where no label points at `id`. */
  label?: string;
  id?: string;
  isOn: boolean | 'some';
  onChange(isOn: boolean): void;
  isDisabled?: boolean;
}

/** A bare tick box, for rows that can be selected. */
export function Tick({ label, id, isOn, onChange, isDisabled }: TickProps) {
  return (
    <CheckboxPrimitive.Root
      id={id}
      aria-label={label}
      className="checkbox"
      checked={isOn === 'some' ? 'indeterminate' : isOn}
      onCheckedChange={(state) => onChange(state === true)}
      disabled={isDisabled}
    >
      <CheckboxPrimitive.Indicator>
        {isOn === 'some' ? (
          <Minus size={12} strokeWidth={3} aria-hidden />
        ) : (
          <Check size={12} strokeWidth={3} aria-hidden />
        )}
      </CheckboxPrimitive.Indicator>
    </CheckboxPrimitive.Root>
  );
}
