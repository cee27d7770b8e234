import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { parseArgs } from 'node:util';
import { type Folder, headerOf, type ImapBoxes, type ImapFault, ImapSession } from './fake-imap.ts';
import { type SmtpFault, type SmtpMail, SmtpSession, type SmtpStep, SMTP_STEPS } from './fake-smtp.ts';
import { pick, randomFrom } from './random.ts';

export const FAKE_PASSWORD = 'pass word';

export interface FakeMailOptions {
  /** Address of the mailbox that is kept here; mail to all others counts as delivered. */
  mailbox?: string;
  seed?: number;
  /** What goes wrong in every session from now on. */
  smtp?: SmtpFault;
  imap?: ImapFault;
  /** Share of the sessions in which `smtp` goes wrong; 1 unless told. */
  smtpChance?: number;
  /** Chance that a session to send is cut at a step of the protocol, taken by chance. */
  cutChance?: number;
  /** Chance that the message is kept and the line cut before the answer. */
  dropAnswerChance?: number;
  /** Chance that a session to send is answered with 451. */
  laterChance?: number;
  /** Chance that a session to read is cut at its second fetch. */
  cutReadChance?: number;
  /** Milliseconds until a mail that came in by SMTP can be found. */
  lateMs?: number;
  /** What came in by SMTP for the mailbox is lost on its way. */
  losesCopies?: boolean;
}

export interface FakeMailState {
  /** Everything that left for others, by Message-ID: how often. */
  delivered: Record<string, number>;
  /** Message-IDs in each folder. */
  folders: Record<string, string[]>;
  sessions: { smtp: number; imap: number };
  cuts: number;
}

/** A mailbox and its server for outgoing mail that speak IMAP and SMTP and fail as told. */
export interface FakeMail {
  smtpPort: number;
  imapPort: number;
  hosts: string[];
  boxes: ImapBoxes;
  delivered: SmtpMail[];
  state(): FakeMailState;
  set(options: FakeMailOptions): void;
  /** Puts a whole message into a folder. */
  put(message: string | Buffer, folder?: string, receivedAt?: Date): number;
  /** Cuts every line to the mailbox. */
  cutAll(): void;
  close(): Promise<void>;
}

export async function startFakeMail(initial: FakeMailOptions = {}): Promise<FakeMail> {
  let options: FakeMailOptions = initial;
  const random = randomFrom(initial.seed ?? 1);
  const mailbox = initial.mailbox ?? 'help@shop.example';
  const boxes: ImapBoxes = { folders: [folderOf('INBOX'), folderOf('Sent', '\\Sent')], heard: new Set() };
  const delivered: SmtpMail[] = [];
  const counts = { smtp: 0, imap: 0, cuts: 0 };
  const waiting = new Set<NodeJS.Timeout>();
  const sockets = new Set<Socket>();
  const speaking = new WeakSet<SmtpSession | ImapSession>();
  const happens = (chance = 0) => chance > 0 && random() < chance;

  const put = (message: string | Buffer, name = 'INBOX', receivedAt = new Date()) => {
    const folder = boxes.folders.find((one) => one.name === name)!;
    const uid = folder.next++;
    folder.mails.push({ uid, bytes: Buffer.from(message), receivedAt });
    for (const hear of boxes.heard) hear();
    return uid;
  };
  const isOurs = (address: string) => address.toLowerCase().replace(/\+[^@]*@/, '@') === mailbox;
  const take = (mail: SmtpMail) => {
    const others = mail.to.filter((address) => !isOurs(address));
    if (others.length > 0) delivered.push({ ...mail, to: others });
    if (others.length === mail.to.length || options.losesCopies) return;
    const lateMs = options.lateMs ?? 0;
    if (lateMs === 0) return void put(mail.bytes);
    const timer = setTimeout(() => {
      waiting.delete(timer);
      put(mail.bytes);
    }, lateMs);
    waiting.add(timer);
  };
  const smtpFault = (): SmtpFault => {
    if (happens(options.dropAnswerChance)) return { cutAt: 'taken' };
    if (happens(options.cutChance)) return { cutAt: SMTP_STEPS[pick(random, SMTP_STEPS.length)] as SmtpStep };
    if (happens(options.laterChance)) return { say: { at: 'MAIL', line: '451 4.3.0 come back later' } };
    return random() < (options.smtpChance ?? 1) ? (options.smtp ?? {}) : {};
  };
  const imapFault = (): ImapFault =>
    happens(options.cutReadChance) ? { cutAt: { word: 'FETCH', nth: 2 } } : (options.imap ?? {});
  const smtp = createServer({ noDelay: true }, (socket) => {
    counts.smtp += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const fault = smtpFault();
    if (fault.cutAt) counts.cuts += 1;
    speaking.add(new SmtpSession(socket, fault, FAKE_PASSWORD, take));
  });
  const imap = createServer({ noDelay: true }, (socket) => {
    counts.imap += 1;
    const fault = imapFault();
    if (fault.cutAt) counts.cuts += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    speaking.add(
      new ImapSession(socket, boxes, fault, FAKE_PASSWORD, (folder, bytes) => void put(bytes, folder)),
    );
  });
  const [smtpPort, imapPort] = [await listening(smtp), await listening(imap)];
  return {
    smtpPort,
    imapPort,
    hosts: [`127.0.0.1:${smtpPort}`, `127.0.0.1:${imapPort}`],
    boxes,
    delivered,
    state: () => stateOf(boxes, delivered, counts),
    set: (changes) => {
      options = { ...options, ...changes };
    },
    put,
    cutAll: () => sockets.forEach((socket) => socket.destroy()),
    async close() {
      for (const timer of waiting) clearTimeout(timer);
      sockets.forEach((socket) => socket.destroy());
      await Promise.all([smtp, imap].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function folderOf(name: string, mark?: string): Folder {
  return { name, mark, validity: 7, next: 1, mails: [] };
}

function stateOf(
  boxes: ImapBoxes,
  delivered: readonly SmtpMail[],
  { smtp, imap, cuts }: { smtp: number; imap: number; cuts: number },
): FakeMailState {
  const times: Record<string, number> = {};
  for (const mail of delivered) {
    const id = headerOf(mail, 'Message-ID');
    times[id] = (times[id] ?? 0) + 1;
  }
  const folders = boxes.folders.map(({ name, mails }) => [
    name,
    mails.map((mail) => headerOf(mail, 'Message-ID')),
  ]);
  return { delivered: times, folders: Object.fromEntries(folders), sessions: { smtp, imap }, cuts };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** For other processes: GET /state, POST /put (a message), POST /options. */
async function control(mail: FakeMail, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.url === '/put') mail.put(Buffer.concat(chunks));
  if (request.url === '/options') mail.set(JSON.parse(Buffer.concat(chunks).toString()) as FakeMailOptions);
  response.setHeader('content-type', 'application/json').end(JSON.stringify(mail.state()));
}

/** Alone: `node test/helpers/fake-mail.ts --seed 1 --drop 0.05 …` prints one line of JSON with address and ports. */
if (import.meta.main) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seed: text, drop: text, cut: text, later: text, read: text } });
  const mail = await startFakeMail({
    seed: Number(values.seed ?? 1),
    dropAnswerChance: Number(values.drop ?? 0),
    cutChance: Number(values.cut ?? 0),
    laterChance: Number(values.later ?? 0),
    cutReadChance: Number(values.read ?? 0),
  });
  const http = createHttp((request, response) => void control(mail, request, response));
  const port = await listening(http);
  const { smtpPort, imapPort } = mail;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, port, smtpPort, imapPort })}\n`);
}
