/** The PostgreSQL database: one pool, one ambient transaction, forward-only migrations. */
export { type Changes, watchChanges } from './changes.ts';
export { isKnownAlready } from './copy.ts';
export { createDb, type Db } from './db.ts';
export type { Statement } from './together.ts';
export { RowWriter } from './row-writer.ts';
export { migrate } from './migrate.ts';
export { startEmbedded } from './embedded/index.ts';
export { textArray, tsvectorArray } from './arrays.ts';
export { type SettingsRow, settingsRow } from './settings-row.ts';
export { holdFreePlaces, openPlaces, type Places } from './places.ts';
