import { type Entrance, knownOf, NO_PROVIDER, type ProviderValues } from './mailbox-provider.ts';

type Security = 'tls' | 'starttls' | 'none';

/** What the form of a mailbox holds, as it was typed. */
export interface MailboxValues {
  address: string;
  name: string;
  entrance: Entrance;
  provider: ProviderValues;
  /** Of the client, where the mailbox is not entered by its password. */
  password: string;
  imapHost: string;
  imapPort: string;
  imapSecurity: Security;
  smtpHost: string;
  smtpPort: string;
  smtpSecurity: Security;
  user: string;
  authServer: string;
  receivedBy: string;
  signature: string;
  hasPlus: boolean;
  keepsSent: boolean;
  hasSubjectToken: boolean;
  isCertificateChecked: boolean;
  /** A source is made, too. */
  isRead: boolean;
}

export function newMailbox(address: string): MailboxValues {
  const empty: MailboxValues = {
    address: '',
    name: '',
    entrance: 'password',
    provider: NO_PROVIDER,
    password: '',
    imapHost: '',
    imapPort: '993',
    imapSecurity: 'tls',
    smtpHost: '',
    smtpPort: '465',
    smtpSecurity: 'tls',
    user: '',
    authServer: '',
    receivedBy: '',
    signature: '',
    hasPlus: true,
    keepsSent: false,
    hasSubjectToken: false,
    isCertificateChecked: true,
    isRead: true,
  };
  return guessed(empty, address);
}

/** With another address, and the servers that most domains have, unless somebody typed others. */
export function guessed(before: MailboxValues, address: string): MailboxValues {
  const domainOf = (text: string) => text.split('@')[1]?.trim().toLowerCase() ?? '';
  const guess = (kind: string, text: string) => (domainOf(text) === '' ? '' : `${kind}.${domainOf(text)}`);
  const isGuess = (kind: string, host: string) => host === guess(kind, before.address);
  return {
    ...before,
    address,
    imapHost: isGuess('imap', before.imapHost) ? guess('imap', address) : before.imapHost,
    smtpHost: isGuess('smtp', before.smtpHost) ? guess('smtp', address) : before.smtpHost,
  };
}

/** Entered in another way: with the places and servers that are known of it. */
export function entered(values: MailboxValues, entrance: Entrance): MailboxValues {
  const { provider, servers } = knownOf(entrance);
  return { ...values, entrance, provider: { ...provider, clientId: values.provider.clientId }, ...servers };
}

/** The usual port. */
export function portFor(kind: 'imap' | 'smtp', security: Security): string {
  if (kind === 'imap') return security === 'tls' ? '993' : '143';
  return security === 'tls' ? '465' : security === 'starttls' ? '587' : '25';
}

/** As the server wants it. */
export function settingsOf(values: MailboxValues): Record<string, unknown> {
  const { address: _address, password: _password, isRead: _isRead, ...others } = values;
  const { entrance, provider, imapPort, smtpPort, ...settings } = others;
  return {
    ...settings,
    imapPort: Number(imapPort),
    smtpPort: Number(smtpPort),
    ...(entrance === 'password' ? {} : { oauth: provider }),
  };
}
