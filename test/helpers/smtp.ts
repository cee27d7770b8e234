import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header names in lower case. */
  headers: Record<string, string>;
  /** Decoded text. */
  text: string;
}

/** A mail server that speaks enough SMTP to take plain-text messages and show them. */
export interface TestSmtp {
  url: string;
  mails: ReceivedMail[];
  /** Resolves with the first mail to that address, waiting for it. */
  mailTo(address: string): Promise<ReceivedMail>;
  close(): Promise<void>;
}

export async function startSmtp(
  options: {
    refuse?: (recipient: string) => boolean;
    /** Takes the message and cuts the line instead of saying so. */
    loses?: (recipient: string) => boolean;
  } = {},
): Promise<TestSmtp> {
  const mails: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((socket) => {
    speak(socket, options.refuse ?? (() => false), (mail) => {
      mails.push(mail);
      if (mail.to.some((one) => options.loses?.(one))) socket.destroy();
      for (const look of waiting) look();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mailTo: (to) =>
      new Promise((resolve) => {
        const look = () => {
          const found = mails.find((mail) => mail.to.includes(to));
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function speak(
  socket: Socket,
  refuse: (recipient: string) => boolean,
  take: (mail: ReceivedMail) => void,
): void {
  let buffered = '';
  let isData = false;
  let from = '';
  let to: string[] = [];
  socket.setEncoding('utf8');
  socket.on('error', () => undefined);
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answer = (line: string) => {
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    if (/^MAIL FROM/i.test(line)) {
      from = address;
      to = [];
    }
    if (/^RCPT TO/i.test(line)) {
      if (refuse(address)) return say('550 5.1.1 no such mailbox');
      to.push(address);
    }
    if (/^DATA/i.test(line)) {
      isData = true;
      return say('354 go on');
    }
    if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n');
    return say('250 ok');
  };
  socket.on('data', (chunk: string) => {
    buffered += chunk;
    for (;;) {
      const end = buffered.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = buffered.slice(0, end);
      buffered = buffered.slice(end + (isData ? 5 : 2));
      if (!isData) answer(part);
      else {
        isData = false;
        take({ from, to, ...parse(part) });
        say('250 taken');
      }
    }
  });
  say('220 test');
}

function parse(message: string): Pick<ReceivedMail, 'headers' | 'text'> {
  const split = message.indexOf('\r\n\r\n');
  const lines = message
    .slice(0, split)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  const body = message.slice(split + 4).replaceAll(/^\.\./gm, '.');
  const encoding = headers['content-transfer-encoding']?.toLowerCase();
  if (encoding === 'base64') return { headers, text: Buffer.from(body, 'base64').toString('utf8') };
  if (encoding !== 'quoted-printable') return { headers, text: body };
  const joined = body.replaceAll(/=\r\n/g, '');
  const bytes = joined.replaceAll(/((?:=[0-9A-F]{2})+)/g, (run) =>
    Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'),
  );
  return { headers, text: bytes };
}
