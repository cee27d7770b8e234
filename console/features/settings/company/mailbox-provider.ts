/** How a mailbox is entered: by its password, or by signing in at who keeps it. */
export const ENTRANCES = ['password', 'google', 'microsoft', 'elsewhere'] as const;
export type Entrance = (typeof ENTRANCES)[number];

/** Where one signs in (OAuth 2), as it was typed. */
export interface ProviderValues {
  clientId: string;
  authorizeUrl: string;
  tokenUrl: string;
  scope: string;
}

export const NO_PROVIDER: ProviderValues = { clientId: '', authorizeUrl: '', tokenUrl: '', scope: '' };

/** Places of the two that no longer take passwords. */
const KNOWN = {
  google: {
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth?access_type=offline&prompt=consent',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scope: 'https://mail.google.com/',
    hosts: ['imap.gmail.com', 'smtp.gmail.com', 'tls', '465'],
  },
  microsoft: {
    authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scope:
      'offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
    hosts: ['outlook.office365.com', 'smtp.office365.com', 'starttls', '587'],
  },
} as const;

/** What is known of an entrance: its places, and the servers of its mailboxes. */
export function knownOf(entrance: Entrance) {
  if (entrance !== 'google' && entrance !== 'microsoft') return { provider: NO_PROVIDER };
  const { hosts, ...provider } = KNOWN[entrance];
  const [imapHost, smtpHost, smtpSecurity, smtpPort] = hosts;
  const servers = {
    imapHost,
    imapPort: '993',
    imapSecurity: 'tls' as const,
    smtpHost,
    smtpSecurity,
    smtpPort,
  };
  return { provider: { ...NO_PROVIDER, ...provider }, servers };
}
