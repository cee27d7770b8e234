import { Readable } from 'node:stream';
import type { Outward } from '#platform/outward/index.ts';
import { mailErrors } from './errors.ts';
import { type MailPlace, serverName, whyMailFailed } from './place.ts';

export interface Letter {
  from: string;
  to: readonly string[];
  /** The whole message as it goes over the line. */
  bytes: Uint8Array;
}

/** `unclear`: every byte had left and no answer came. In all other cases it is certain whether the server took the message. */
export type SmtpResult =
  | { outcome: 'taken'; answer: string }
  | { outcome: 'refused' | 'postponed' | 'unclear'; reason: string };

export interface Smtp {
  /** Signs in and says goodbye. Throws `mail.smtp_failed`. */
  verify(): Promise<void>;
  send(letter: Letter): Promise<SmtpResult>;
}

const CHUNK = 64 * 1024;

/** A server for outgoing mail, at an address that was checked; one connection for each call. Throws what `outward.addressOf` throws. */
export async function openSmtp(
  outward: Pick<Outward, 'addressOf'>,
  place: MailPlace,
  signal?: AbortSignal,
): Promise<Smtp> {
  const address = await outward.addressOf(place.host, place.port);
  const { createTransport } = await import('nodemailer');
  const dialogue = new Dialogue();
  const transport = createTransport({ ...optionsFor(place, address), logger: dialogue.logger, debug: true });
  signal?.addEventListener('abort', () => transport.close(), { once: true });
  return {
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        const host = `${place.host}:${place.port}`;
        throw mailErrors('mail.smtp_failed', { host, reason: whyMailFailed(error) }, error);
      } finally {
        transport.close();
      }
    },
    async send({ from, to, bytes }) {
      const read = { isLast: false };
      try {
        const raw = Readable.from(piecesOf(bytes, dialogue, read), { objectMode: false, highWaterMark: 1 });
        const { response } = await transport.sendMail({ envelope: { from, to: [...to] }, raw });
        return { outcome: 'taken', answer: response };
      } catch (error) {
        return dialogue.refused
          ? { outcome: dialogue.refused.startsWith('5') ? 'refused' : 'postponed', reason: dialogue.refused }
          : judge(error, read.isLast);
      } finally {
        dialogue.go();
        transport.close();
      }
    },
  };
}

function optionsFor(place: MailPlace, address: string) {
  const name = serverName(place.host);
  return {
    host: address,
    port: place.port,
    secure: place.security === 'tls',
    requireTLS: place.security === 'starttls',
    ignoreTLS: place.security === 'none',
    tls: {
      rejectUnauthorized: place.isCertificateChecked,
      ...(name === undefined ? {} : { servername: name }),
    },
    ...(place.user === null ? {} : { auth: signInOf(place, place.user) }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
  };
}

function signInOf(place: MailPlace, user: string) {
  const { accessToken } = place;
  return accessToken === undefined
    ? { user, pass: place.password }
    : { type: 'OAuth2' as const, user, accessToken };
}

/** Listens to what is said, because one refused recipient must keep the message from all. */
class Dialogue {
  /** The server's answer to the first recipient that it does not take. */
  refused: string | undefined;
  /** Said and not answered yet: several are said at once (RFC 2920). */
  readonly #open: string[] = [];
  /** Resolves when the server waits for the message. */
  readonly isWaiting: Promise<void>;
  go: () => void = () => undefined;
  constructor() {
    this.isWaiting = new Promise((resolve) => {
      this.go = resolve;
    });
  }

  readonly logger = {
    level: () => undefined,
    trace: (data: unknown, line: unknown) => this.#hear(data, line),
    debug: (data: unknown, line: unknown) => this.#hear(data, line),
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    fatal: () => undefined,
  };

  #hear(data: unknown, line: unknown): void {
    const tnx = typeof data === 'object' && data !== null && 'tnx' in data ? data.tnx : undefined;
    if (tnx === 'client') this.#open.push(String(line));
    if (tnx !== 'server') return;
    const command = this.#open.shift() ?? '';
    const said = String(line).trim();
    if (/^RCPT TO/i.test(command) && !said.startsWith('2')) this.refused ??= said.slice(0, 300);
    if (/^DATA/i.test(command) && said.startsWith('354')) this.go();
  }
}

/**
 * The message, not before the server waits for it; nothing of it once somebody was refused, so that the server takes it for nobody. Tells when
 * the last piece is on its way: before that the server cannot have taken it.
 */
async function* piecesOf(
  bytes: Uint8Array,
  dialogue: Dialogue,
  read: { isLast: boolean },
): AsyncGenerator<Uint8Array> {
  await dialogue.isWaiting;
  if (dialogue.refused !== undefined) throw new Error('a recipient was refused');
  for (let at = 0; at < bytes.length; at += CHUNK) {
    if (at + CHUNK >= bytes.length) read.isLast = true;
    yield bytes.subarray(at, at + CHUNK);
  }
}

function judge(error: unknown, hadAll: boolean): SmtpResult {
  const reason = whyMailFailed(error);
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
  const isSignIn = error instanceof Error && 'code' in error && error.code === 'EAUTH';
  // What name and password were not taken for can be sent once they are right.
  if (isSignIn) return { outcome: 'postponed', reason };
  if (code >= 500) return { outcome: 'refused', reason };
  if (code >= 400) return { outcome: 'postponed', reason };
  return { outcome: hadAll ? 'unclear' : 'postponed', reason };
}
