import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A whole SMTP server (RFC 5321 with AUTH and 8BITMIME) that takes messages and shows them as a mail program would read them. */
export interface RealSmtp {
  /** With user and password, without which it takes nothing. */
  url: string;
  mails: (Email & { sentTo: string[] })[];
  /** Refuses the next so many messages for the moment (451), after their text has come. */
  refuseNext(count: number): void;
  close(): Promise<void>;
}

const [USER, PASSWORD] = ['rapport', 'p@ss:w/rd'];

export async function startRealSmtp(): Promise<RealSmtp> {
  const mails: RealSmtp['mails'] = [];
  let refusals = 0;
  const take = async (
    bytes: Buffer,
    recipients: readonly { address: string }[],
    done: (error?: Error | null) => void,
  ) => {
    if (refusals > 0) {
      refusals -= 1;
      done(Object.assign(new Error('try again later'), { responseCode: 451 }));
      return;
    }
    mails.push({ ...(await PostalMime.parse(bytes)), sentTo: recipients.map(({ address }) => address) });
    done();
  };
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _session, done) =>
      username === USER && password === PASSWORD
        ? done(null, { user: USER })
        : done(new Error('wrong password')),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => void take(Buffer.concat(parts), session.envelope.rcptTo, done));
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    mails,
    refuseNext: (count) => (refusals = count),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
