import { Select } from './field.tsx';

interface CategorySelectProps {
  label: string;
  /** What stands for all of them. */
  all: string;
  categories: readonly { id: string; name: string }[];
  /** Undefined for all of them. */
  value: string | undefined;
  onChange(category: string | undefined): void;
}

/** Filters a list by one category, or by none. */
export function CategorySelect({ label, all, categories, value, onChange }: CategorySelectProps) {
  return (
    <Select
      aria-label={label}
      value={value ?? 'any'}
      onChange={(event) => onChange(event.target.value === 'any' ? undefined : event.target.value)}
      choices={[
        { value: 'any', label: all },
        ...categories.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
