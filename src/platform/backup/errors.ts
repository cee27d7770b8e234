import { defineErrors } from '#platform/errors/index.ts';

export const backupErrors = defineErrors({
  'backup.not_a_backup': {
    status: 400,
    text: 'The file is not a backup of Rapport: {reason}. Nothing was changed.',
  },
  'backup.damaged': {
    status: 400,
    text: 'The backup is damaged or incomplete: {reason}. Nothing was changed.',
  },
  'backup.other_format': {
    status: 409,
    text: 'The backup is in format {format}, which this version does not read; it reads 1. Use the version that made it ({version}). Nothing was changed.',
  },
  'backup.disk_full': {
    status: 507,
    text: 'The disk is full at {file}. No backup was written, an earlier one of this name is as it was. Make room or choose another place.',
  },
  'backup.not_writable': {
    status: 400,
    text: 'The backup cannot be written to {file}: {reason}. An earlier one of this name is as it was.',
  },
  'backup.not_empty': {
    status: 409,
    text: 'The database already holds data ({table}). Restore into an empty one. Nothing was changed.',
  },
  'backup.other_version': {
    status: 409,
    text: 'The backup was made by a version with other tables ({migration}). Use the version that made it, then update. Nothing was changed.',
  },
});
