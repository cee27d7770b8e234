import type { SourceField } from './types.ts';

/** What a form holds for each field of a source, by name. */
export type FieldValues = Record<string, string | boolean | string[]>;

/** The form for `fields`, filled with `config`, or with what the connector suggests. */
export function valuesOf(fields: readonly SourceField[], config: Record<string, unknown> = {}): FieldValues {
  return Object.fromEntries(
    fields.map((field) => [field.name, valueOf(field, config[field.name] ?? field.default)]),
  );
}

/** The configuration to send. Fields left empty are left out, so that the connector's own defaults hold. */
export function configOf(fields: readonly SourceField[], values: FieldValues): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (field.kind === 'boolean') config[field.name] = value === true;
    else if (field.kind === 'list') {
      if (Array.isArray(value) && value.length > 0) config[field.name] = value;
    } else if (typeof value === 'string' && value.trim() !== '') {
      config[field.name] = field.kind === 'number' ? Number(value) : value.trim();
    }
  }
  return config;
}

/** Names of required fields that are still empty. */
export function missingFields(fields: readonly SourceField[], values: FieldValues): string[] {
  return fields
    .filter(({ name, required, kind }) => {
      if (!required || kind === 'boolean') return false;
      const value = values[name];
      return Array.isArray(value) ? value.length === 0 : String(value ?? '').trim() === '';
    })
    .map(({ name }) => name);
}

function valueOf(field: SourceField, value: unknown): string | boolean | string[] {
  if (field.kind === 'boolean') return value === true;
  if (field.kind === 'list') return Array.isArray(value) ? value.map(String) : [];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
