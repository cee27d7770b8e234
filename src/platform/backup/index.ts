/** One file that holds everything: the rows of every table, the key of the secrets under a passphrase, the stored files. */
export { writeBackup } from './write.ts';
export { restoreBackup, type RestoreResult } from './restore.ts';
