export const signIn = {
  'signIn.password.title': 'Sign in to Rapport',
  'signIn.password.text': 'With the address and password of your account.',
  'signIn.code.title': 'One more step',
  'signIn.code.text': 'Type the code that your authenticator app shows now.',
  'signIn.link.title': 'Sign in by mail',
  'signIn.link.text': 'You get a link that signs you in once. It works for 15 minutes.',
  'signIn.forgot.title': 'Forgotten password',
  'signIn.forgot.text': 'Choose a new one with a link.',
  'signIn.reset.title': 'Choose a new password',
  'signIn.reset.text': 'All devices are signed out when it is changed.',
  'signIn.email': 'Mail address',
  'signIn.password': 'Password',
  'signIn.name': 'Your name',
  'signIn.name.hint': 'As your colleagues know you.',
  'signIn.newPassword': 'New password',
  'signIn.newPassword.hint':
    'At least 10 characters. A few words that do not belong together are easy to keep in mind.',
  'signIn.submit': 'Sign in',
  'signIn.forgot': 'Forgotten password',
  'signIn.byPasskey': 'Sign in with a passkey',
  'signIn.byLink': 'Get a link by mail',
  'signIn.back': 'Back to sign-in',
  'signIn.send': 'Send the link',
  'signIn.sent.title': 'Look into your mailbox',
  'signIn.sent.link': 'If {email} has an account here, a link is on its way. It works once, for 15 minutes.',
  'signIn.sent.forgot':
    'If {email} has an account here, a link to choose a new password is on its way. It works once, for one hour.',
  'signIn.noMail':
    'This server sends no mail. Ask an owner or admin for a link to choose a new password: they make it in Settings, Team.',
  'signIn.linkFailed':
    'That link was used already or is too old. Nothing happened; ask for a new one or use your password.',
  'signIn.totpCode': 'Code of six digits',
  'signIn.backupCode': 'Backup code',
  'signIn.backupCode.hint': 'One of those you kept when you set up the app. Each works once.',
  'signIn.trust': 'Do not ask on this browser for 30 days',
  'signIn.trust.hint': 'Only on a device that nobody else uses.',
  'signIn.useBackup': 'Use a backup code instead',
  'signIn.useTotp': 'Use the authenticator app instead',
  'signIn.otherAccount': 'Use another account',
  'signIn.startAgain': 'Start again',
  'signIn.reset.submit': 'Change the password',
  'signIn.reset.done': 'The password is changed and all devices are signed out. Sign in with the new one.',
  'signIn.unsafe.title': 'This address cannot keep you signed in',
  'signIn.unsafe.text':
    'Browsers keep the sign-in cookie only over https, or on the machine itself. Open Rapport over https (PUBLIC_URL names that address), or as {local} on the machine it runs on.',
  'signIn.join.title': 'Join the team',
  'signIn.join.titleOf': 'Join {brand}',
  'signIn.join.text': 'You were invited as {role}. Make your account.',
  'signIn.join.submit': 'Make my account',
  'signIn.join.noToken':
    'The link is not complete. Copy the whole address from the invitation, up to its last character.',
  'signIn.join.haveAccount': 'I have an account: sign in',
  'signIn.passkey.known': 'This device has a passkey for your account already.',
  'signIn.passkey.failed': 'The browser could not use a passkey at this address. Use your password.',

  'signIn.error.INVALID_EMAIL_OR_PASSWORD':
    'The address or the password is not right. Check both; capital letters count in the password.',
  'signIn.error.INVALID_EMAIL': 'This is not a mail address.',
  'signIn.error.INVALID_PASSWORD': 'The password is not right. Nothing was changed.',
  'signIn.error.INVALID_CODE':
    'The code is not right. Codes change every 30 seconds; check that the clock of your phone is.',
  'signIn.error.INVALID_BACKUP_CODE': 'This backup code is not right, or was used already.',
  'signIn.error.INVALID_TWO_FACTOR_COOKIE':
    'This took too long, or too many codes were wrong. Start again with your password.',
  'signIn.error.TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE':
    'Too many codes were wrong. Start again with your password.',
  'signIn.error.ACCOUNT_TEMPORARILY_LOCKED':
    'Too many codes were wrong, so codes are refused for a while. Your account is safe; try again in some minutes.',
  'signIn.error.INVALID_TOKEN': 'This link was used already, or is too old. Ask for a new one.',
  'signIn.error.TOKEN_EXPIRED': 'This link is too old. Ask for a new one.',
  'signIn.error.PASSWORD_TOO_SHORT': 'The password needs at least 10 characters.',
  'signIn.error.PASSWORD_TOO_LONG': 'The password may have at most 200 characters.',
  'signIn.error.PASSKEY_NOT_FOUND':
    'This passkey belongs to no account here. Use another one, or your password.',
  'signIn.error.AUTHENTICATION_FAILED': 'The passkey was not accepted. Try again, or use your password.',
  'signIn.error.INVALID_ORIGIN':
    'This address is not one the server knows. Open Rapport at the address that PUBLIC_URL names.',
  'signIn.error.SESSION_EXPIRED': 'You signed in long ago. Sign in again, then change this.',
  'signIn.error.SESSION_NOT_FRESH': 'You signed in long ago. Sign out and in again, then change this.',
} as const;
