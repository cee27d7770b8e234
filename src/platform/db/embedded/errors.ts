import { defineErrors } from '#platform/errors/index.ts';

export const embeddedErrors = defineErrors({
  'data_dir.in_use': {
    status: 503,
    text: 'Another Rapport (process {pid}) works on {dataDir}. Nothing was changed. Stop that one first, or give this one a directory of its own with RAPPORT_DATA.',
  },
  'data_dir.not_writable': {
    status: 500,
    text: 'The data directory {dataDir} cannot be used: {reason}. Give Rapport a directory it may write to with RAPPORT_DATA.',
  },
  'data_dir.other_version': {
    status: 500,
    text: 'The database in {dataDir} was made by PostgreSQL {found}; this Rapport brings {expected}. It was left as it is. Make a backup with the Rapport that made it and restore that here.',
  },
  'embedded.not_available': {
    status: 500,
    text: 'No embedded PostgreSQL for {platform} is installed. Run `npm start`, which installs what is missing, or set DATABASE_URL to a PostgreSQL server.',
  },
  'embedded.init_failed': {
    status: 500,
    text: 'The embedded PostgreSQL could not make its database in {dataDir}. It said: {said}',
  },
  'embedded.start_failed': {
    status: 500,
    text: 'The embedded PostgreSQL did not start ({reason}); the data in {dataDir} was left as it is. It said: {said}',
  },
  'embedded.root_refused': {
    status: 500,
    text: 'PostgreSQL does not run as root, and neither a user namespace nor another user could be used here: {reason}. Start Rapport as a normal user, or set DATABASE_URL to a PostgreSQL server.',
  },
});
