import type { Socket } from 'node:net';

/** Where a line may be cut: before the answer to that command, in the middle of the message, or once the message is kept. */
export const SMTP_STEPS = ['greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'half', 'taken'] as const;
export type SmtpStep = (typeof SMTP_STEPS)[number];

/** What goes wrong in one session. */
export interface SmtpFault {
  cutAt?: SmtpStep | undefined;
  /** An answer such as `451 4.3.0 later` in place of the usual one; at `taken` the message is refused after its text came. */
  say?: { at: SmtpStep; line: string } | undefined;
}

export interface SmtpMail {
  from: string;
  to: string[];
  bytes: Buffer;
}

/** One session of a server for outgoing mail (RFC 5321 with AUTH PLAIN and PIPELINING). */
export class SmtpSession {
  readonly #socket: Socket;
  readonly #fault: SmtpFault;
  readonly #take: (mail: SmtpMail) => void;
  readonly #password: string;
  #buffer = Buffer.alloc(0);
  #isData = false;
  #from = '';
  #to: string[] = [];

  constructor(socket: Socket, fault: SmtpFault, password: string, take: (mail: SmtpMail) => void) {
    this.#socket = socket;
    this.#fault = fault;
    this.#password = password;
    this.#take = take;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#answer('greeting', '220 fake ESMTP');
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    if (this.#isData && this.#fault.cutAt === 'half') return void this.#socket.destroy();
    for (;;) {
      const end = this.#buffer.indexOf(this.#isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0 || this.#socket.destroyed) return;
      const part = this.#buffer.subarray(0, end);
      this.#buffer = this.#buffer.subarray(end + (this.#isData ? 5 : 2));
      if (this.#isData) this.#end(part);
      else this.#command(part.toString());
    }
  }

  #command(line: string): void {
    const word = line.split(' ')[0]!.toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    switch (word) {
      case 'EHLO':
      case 'HELO':
        return this.#answer('EHLO', '250-fake\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 AUTH PLAIN');
      case 'AUTH': {
        const given = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString();
        const isRight = given.endsWith(`\0${this.#password}`);
        return this.#answer('AUTH', isRight ? '235 welcome' : '535 5.7.8 wrong name or password');
      }
      case 'MAIL':
        this.#from = address;
        this.#to = [];
        return this.#answer('MAIL', '250 ok');
      case 'RCPT':
        return this.#answer('RCPT', '250 ok', () => this.#to.push(address));
      case 'DATA':
        return this.#answer('DATA', '354 go on', () => {
          this.#isData = true;
        });
      case 'QUIT':
        return void this.#socket.end('221 bye\r\n');
      default:
        this.#socket.write('250 ok\r\n');
    }
  }

  #end(message: Buffer): void {
    this.#isData = false;
    const bytes = Buffer.from(message.toString('latin1').replaceAll(/^\.\./gm, '.'), 'latin1');
    const { say, cutAt } = this.#fault;
    if (say?.at === 'taken') return void this.#socket.write(`${say.line}\r\n`);
    this.#take({ from: this.#from, to: this.#to, bytes });
    if (cutAt === 'taken') this.#socket.destroy();
    else this.#socket.write('250 2.0.0 taken\r\n');
  }

  #answer(at: SmtpStep, usual: string, whenUsual?: () => unknown): void {
    const { say, cutAt } = this.#fault;
    if (cutAt === at) return void this.#socket.destroy();
    if (say?.at === at) return void this.#socket.write(`${say.line}\r\n`);
    whenUsual?.();
    this.#socket.write(`${usual}\r\n`);
  }
}
