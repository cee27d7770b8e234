import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { isKnownAlready } from '#platform/db/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type FieldDefinition, type FieldValue, readField } from '../domain/fields.ts';
import { caseErrors } from '../errors.ts';
import {
  type CaseSettings,
  type CaseType,
  selectSettings,
  selectTypes,
  setArchived,
  updateSettings,
  upsertType,
} from '../store/types.ts';

/** All case types, archived ones last. */
export const listTypes = (app: App): Promise<CaseType[]> => selectTypes(app);

/** The type of that id, or the default one. Throws `case.type_unknown`. */
export async function settledType(app: App, id: string | undefined): Promise<CaseType> {
  const types = (await selectTypes(app)).filter((type) => !type.isArchived);
  const type = types.find((one) => (id === undefined ? one.isDefault : one.id === id));
  if (!type) throw caseErrors('case.type_unknown', { id: id ?? '' });
  return type;
}

/** Values as they are kept; null empties a field. Throws `case.field_invalid`. */
export function settledFields(
  fields: readonly FieldDefinition[],
  given: Readonly<Record<string, unknown>>,
): Record<string, FieldValue | null> {
  const settled: Record<string, FieldValue | null> = {};
  for (const [key, value] of Object.entries(given)) {
    const field = fields.find((one) => one.key === key);
    if (!field)
      throw caseErrors('case.field_invalid', { problem: `There is no field “${key}” in this type` });
    const read = readField(field, value);
    if ('problem' in read) throw caseErrors('case.field_invalid', { problem: read.problem });
    settled[key] = read.value;
  }
  return settled;
}

/** Adds a type, or changes one. Values of fields that were taken out stay with their cases, unseen. */
export async function saveType(
  app: App,
  actor: Actor,
  id: string | undefined,
  input: Pick<CaseType, 'name' | 'description' | 'fields' | 'isDefault' | 'position'>,
): Promise<CaseType> {
  const typeId = id ?? newId('ctype');
  try {
    return await app.db.transaction(async () => {
      const before = (await selectTypes(app)).find((type) => type.id === typeId);
      if (id !== undefined && !before) throw caseErrors('case.type_unknown', { id });
      if (before?.isDefault && !input.isDefault) throw caseErrors('case.type_default');
      await upsertType(app, { ...input, id: typeId });
      await audit(app, actor, {
        action: 'case_type.saved',
        subject: typeId,
        detail: { name: input.name, fields: input.fields.map((field) => field.key) },
      });
      return (await selectTypes(app)).find((type) => type.id === typeId)!;
    });
  } catch (error) {
    if (isKnownAlready(error)) throw caseErrors('case.type_name_taken', { name: input.name });
    throw error;
  }
}

/** Takes a type out of use, or back into it; its cases keep it. */
export async function archiveType(app: App, actor: Actor, id: string, isArchived: boolean): Promise<void> {
  try {
    await app.db.transaction(async () => {
      const type = (await selectTypes(app)).find((one) => one.id === id);
      if (!type) throw caseErrors('case.type_unknown', { id });
      if (type.isDefault && isArchived) throw caseErrors('case.type_default');
      await setArchived(app, id, isArchived);
      await audit(app, actor, {
        action: isArchived ? 'case_type.archived' : 'case_type.restored',
        subject: id,
        detail: { name: type.name },
      });
    });
  } catch (error) {
    if (isKnownAlready(error)) throw caseErrors('case.type_name_taken', { name: '' });
    throw error;
  }
}

/** What holds for all cases. */
export const readSettings = (app: App): Promise<CaseSettings> => selectSettings(app);

export async function saveSettings(
  app: App,
  actor: Actor,
  change: { [Key in keyof CaseSettings]?: CaseSettings[Key] | undefined },
): Promise<void> {
  await app.db.transaction(async () => {
    const before = await selectSettings(app);
    const settings = {
      closeAfterDays: change.closeAfterDays ?? before.closeAfterDays,
      measuresTime: change.measuresTime ?? before.measuresTime,
    };
    await updateSettings(app, settings);
    await audit(app, actor, { action: 'case.settings_saved', subject: 'cases', detail: settings });
  });
}
