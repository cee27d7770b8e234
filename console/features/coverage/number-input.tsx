interface NumberInputProps {
  label: string;
  value: number;
  least: number;
  most: number;
  step?: number;
  onChange(value: number): void;
}

/** A number in a table; bounds are those of the server. */
export function NumberInput({ label, value, least, most, step = 1, onChange }: NumberInputProps) {
  return (
    <input
      type="number"
      className="input"
      aria-label={label}
      min={least}
      max={most}
      step={step}
      defaultValue={value}
      onChange={({ target }) => {
        if (target.value !== '' && target.validity.valid) onChange(target.valueAsNumber);
      }}
    />
  );
}
