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
  'backup.not_empty': {
    status: 409,
    text: 'The database already holds data ({table}). Restore into an empty one. Nothing was changed.',
  },
  'backup.other_version': {
    status: 409,
    text: 'The backup was made by a version with other tables ({migration}). Use the version that made it, then update. Nothing was changed.',
  },
});
