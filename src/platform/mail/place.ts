import { isIP } from 'node:net';
import { AppError, messageOf } from '#platform/errors/index.ts';

/** Where and as whom a mailbox is read, or mail is handed in. */
export interface MailPlace {
  host: string;
  port: number;
  /** `tls` from the first byte, `starttls` before anything else is said, `offered` where the server can, `none` only within one's own network. */
  security: 'tls' | 'starttls' | 'offered' | 'none';
  /** Whether the certificate must be good. Off only for servers of one's own with a certificate of their own making. */
  isCertificateChecked: boolean;
  /** Null where the server takes mail without. */
  user: string | null;
  password: string;
  /** Instead of the password (XOAUTH2). */
  accessToken?: string;
}

/** Name for TLS; an address has none. */
export function serverName(host: string): string | undefined {
  return isIP(host) ? undefined : host;
}

/** As clients of mail servers want it. */
export function proofOf({ password, accessToken }: MailPlace): { pass: string } | { accessToken: string } {
  return accessToken === undefined ? { pass: password } : { accessToken };
}

/** In words, what went wrong at a mail server and what to do about it. */
export function whyMailFailed(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const code = codeOf(error);
  const said = saidBy(error);
  if (isSignInRefused(error))
    return `name or password are not taken${said ? ` (“${said}”)` : ''}. Many servers want an app password made for this purpose.`;
  if (code === 'ECONNREFUSED' || /ECONNREFUSED/.test(messageOf(error)))
    return 'nothing listens on that port. Check host and port.';
  if (code === 'ENOTFOUND' || code === 'EDNS' || code === 'EAI_AGAIN')
    return 'there is no such host. Check its name.';
  if (/TIMEOUT|TIMEDOUT|NoGreeting/i.test(code))
    return 'it does not answer. Check host and port, and whether TLS is to be used from the first byte (993, 465) or by STARTTLS (143, 587).';
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO/.test(code))
    return `its certificate is not good (${messageOf(error)}). Use the name that is in the certificate.`;
  if (/EPROTO|ESOCKET|ETLS|ERR_SSL/.test(code) && /wrong version|ssl|tls/i.test(messageOf(error)))
    return 'it does not speak TLS as set. Try STARTTLS instead of TLS from the first byte, or the other way round.';
  return `${said || messageOf(error)}`.slice(0, 300);
}

/** Whether the server was reached and did not take name and password. */
export function isSignInRefused(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  return codeOf(cause) === 'EAUTH' || isFlag(cause, 'authenticationFailed');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isFlag(error: unknown, name: string): boolean {
  return error instanceof Error && (error as Error & Record<string, unknown>)[name] === true;
}

/** The server's own words. */
function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { response, responseText } = error as { response?: unknown; responseText?: unknown };
  const said = typeof responseText === 'string' ? responseText : typeof response === 'string' ? response : '';
  return said.trim().slice(0, 200);
}
