import type { FactDefinition, FactType } from '#lib/conditions/index.ts';
import type { FactSource } from '#respond/conditions/index.ts';
import type { FieldDefinition, FieldKind } from './domain/fields.ts';
import { CASE_STATUSES } from './domain/status.ts';
import { readCaseFacts } from './service/facts.ts';
import { listTypes } from './service/types.ts';

const GROUP = 'Case';
const TYPES: Record<FieldKind, FactType> = {
  text: 'text',
  number: 'number',
  date: 'text',
  choice: 'choice',
  'yes-no': 'yes-no',
};

/** What conditions may ask about the case of a conversation: its type, its status, and the company's own fields. */
export const caseFacts: FactSource = {
  name: 'cases',
  async define(app) {
    const types = await listTypes(app);
    // A field that several types have is asked for once.
    const fields = new Map(types.flatMap((type) => type.fields.map((field) => [field.key, field] as const)));
    return [
      {
        name: 'case.type',
        type: 'choice',
        label: 'case type',
        group: GROUP,
        values: types.map((type) => ({ value: type.id, label: type.name })),
      },
      {
        name: 'case.status',
        type: 'choice',
        label: 'case status',
        group: GROUP,
        values: CASE_STATUSES.map((status) => ({ value: status, label: status })),
      },
      ...[...fields.values()].map(definitionOf),
      ...changeDefinitions(types, [...fields.values()]),
    ];
  },
  async read(app, conversations) {
    const known = await readCaseFacts(
      app,
      conversations.map(({ id }) => id),
    );
    return new Map(
      [...known].map(([id, { typeId, status, fields }]) => [
        id,
        {
          'case.type': typeId,
          'case.status': status,
          ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`case.field.${key}`, value])),
        },
      ]),
    );
  },
};

/** What was before; known only to rules that run on a change of the case. */
function changeDefinitions(
  types: readonly { id: string; name: string }[],
  fields: readonly FieldDefinition[],
): FactDefinition[] {
  const shared = { group: 'What happened', only: 'change' } as const;
  return [
    {
      name: 'case.status.before',
      type: 'choice',
      label: 'case status before',
      values: CASE_STATUSES.map((status) => ({ value: status, label: status })),
      ...shared,
    },
    {
      name: 'case.type.before',
      type: 'choice',
      label: 'case type before',
      values: types.map(({ id, name }) => ({ value: id, label: name })),
      ...shared,
    },
    {
      name: 'case.changed',
      type: 'list',
      label: 'changed fields',
      values: fields.map(({ key, label }) => ({ value: key, label })),
      ...shared,
    },
  ];
}

function definitionOf(field: FieldDefinition): FactDefinition {
  return {
    name: `case.field.${field.key}`,
    type: TYPES[field.kind],
    label: field.label,
    group: GROUP,
    ...(field.kind === 'choice' ? { values: field.choices.map((value) => ({ value, label: value })) } : {}),
  };
}
