import { defineErrors } from '#platform/errors/index.ts';

export const secretErrors = defineErrors({
  'secrets.key_invalid': {
    status: 500,
    text: 'The key in {place} is not 32 bytes in hex or base64. Put the right key back, or make one with `openssl rand -hex 32` where nothing is stored yet.',
  },
  'secrets.key_unwritable': {
    status: 500,
    text: 'The key file {file} could not be made: {reason}. Give Rapport a data directory it may write to, or set RAPPORT_KEY.',
  },
  'secrets.key_exists': {
    status: 409,
    text: 'The key in {place} is another one than the one to be installed, and was kept. Remove it first if nothing sealed with it is needed any more.',
  },
  'secrets.wrong_key': {
    status: 500,
    text: 'This secret was sealed with the key {sealedWith}, and the key in use is {inUse}. It was left as it is. Put the key back that belongs to this database (RAPPORT_KEY or the file secret.key in the data directory), or connect the account again.',
  },
  'secrets.damaged': {
    status: 500,
    text: 'A stored secret is damaged or stands where it does not belong. It was left as it is. Connect the account again, or restore a backup.',
  },
  'secrets.wrong_passphrase': {
    status: 400,
    text: 'The passphrase does not open the key of this backup. Nothing was changed. Try again with the passphrase given when the backup was made.',
  },
});
