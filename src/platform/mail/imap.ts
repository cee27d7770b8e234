import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { Outward } from '#platform/outward/index.ts';
import { mailErrors } from './errors.ts';
import { type MailPlace, proofOf, serverName, whyMailFailed } from './place.ts';

export type ImapBox = ImapFlow;
/** What a server tells of a message. */
export type ImapMessage = FetchMessageObject;

/** Largest message that is taken over the line at all, bytes. */
const MOST_BYTES = 40 * 1024 ** 2;

/**
 * Signs in to a mailbox. Whoever opens it ends it with `logout` or `close`. Throws `mail.imap_failed` with the reason in words; the `cause`
 * has `authenticationFailed` where name and password are not taken.
 */
export async function openImap(outward: Outward, place: MailPlace, idleDelayMs = 1000): Promise<ImapBox> {
  const host = `${place.host}:${place.port}`;
  try {
    const address = await outward.addressOf(place.host, place.port);
    const { ImapFlow: Client } = await import('imapflow');
    const name = serverName(place.host);
    const client = new Client({
      host: address,
      port: place.port,
      secure: place.security === 'tls',
      doSTARTTLS: place.security === 'starttls',
      ...(name === undefined ? {} : { servername: name }),
      ...(place.user === null ? {} : { auth: { user: place.user, ...proofOf(place) } }),
      tls: { rejectUnauthorized: place.isCertificateChecked },
      clientInfo: { name: 'Rapport' },
      logger: false,
      autoIdleDelay: idleDelayMs,
      maxIdleTime: 5 * 60_000,
      connectionTimeout: 15_000,
      greetingTimeout: 10_000,
      socketTimeout: 6 * 60_000,
      maxLiteralSize: MOST_BYTES,
      maxResponseSize: 2 * MOST_BYTES,
      maxLineLength: 1024 ** 2,
    });
    // Without somebody who hears it, a lost line would end the process.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    throw mailErrors('mail.imap_failed', { host, reason: whyMailFailed(error) }, error);
  }
}
