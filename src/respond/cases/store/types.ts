import type { App } from '#platform/app/index.ts';
import type { FieldDefinition } from '../domain/fields.ts';

export interface CaseType {
  id: string;
  name: string;
  description: string;
  fields: readonly FieldDefinition[];
  isDefault: boolean;
  position: number;
  isArchived: boolean;
  version: number;
}

const COLUMNS = `id, name, description, fields, is_default as "isDefault", position, archived_at is not null as "isArchived", version`;

/** All types, archived ones last. There are few. */
export async function selectTypes(app: App): Promise<CaseType[]> {
  return app.db.query<CaseType>(
    `select ${COLUMNS} from case_types order by archived_at is not null, position, lower(name) limit 500`,
  );
}

/** Adds a type, or replaces what is said about it. Throws 23505 when another one in use has the name. */
export async function upsertType(app: App, type: Omit<CaseType, 'version' | 'isArchived'>): Promise<void> {
  if (type.isDefault)
    await app.db.query('update case_types set is_default = false where is_default and id <> $1', [type.id]);
  await app.db.query(
    `insert into case_types (id, name, description, fields, is_default, position) values ($1, $2, $3, $4::jsonb, $5, $6)
     on conflict (id) do update set name = excluded.name, description = excluded.description, fields = excluded.fields,
       is_default = excluded.is_default, position = excluded.position, version = case_types.version + 1`,
    [type.id, type.name, type.description, JSON.stringify(type.fields), type.isDefault, type.position],
  );
}

export async function setArchived(app: App, id: string, isArchived: boolean): Promise<void> {
  await app.db.query(
    'update case_types set archived_at = case when $2 then now() end, version = version + 1 where id = $1',
    [id, isArchived],
  );
}

export interface CaseSettings {
  closeAfterDays: number;
  /** Whether the time is measured for which cases are open before people at work. */
  measuresTime: boolean;
}

export async function selectSettings(app: App): Promise<CaseSettings> {
  const rows = await app.db.query<CaseSettings>(
    'select close_after_days as "closeAfterDays", measures_time as "measuresTime" from case_settings',
  );
  return rows[0]!;
}

export async function updateSettings(app: App, settings: CaseSettings): Promise<void> {
  await app.db.query('update case_settings set close_after_days = $1, measures_time = $2', [
    settings.closeAfterDays,
    settings.measuresTime,
  ]);
}

/** Removes types that no case has any more, except the default one. */
export async function deleteUnusedTypes(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query(
    'delete from case_types t where id = any($1) and not is_default and not exists (select from cases c where c.type_id = t.id)',
    [ids],
  );
}
