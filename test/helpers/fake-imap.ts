import type { Socket } from 'node:net';

export interface KeptMail {
  uid: number;
  bytes: Buffer;
  receivedAt: Date;
}

export interface Folder {
  name: string;
  /** `\Sent`, where it is marked. */
  mark?: string | undefined;
  validity: number;
  next: number;
  mails: KeptMail[];
}

/** What goes wrong in one session. */
export interface ImapFault {
  /** The line is cut in place of the answer to the n-th command with that name. */
  cutAt?: { word: string; nth: number } | undefined;
  /** This answer, instead of any to a sign-in: `NO [UNAVAILABLE] come back`. */
  signIn?: string | undefined;
  /** Kept mails that searches do not find. */
  isBlind?: boolean | undefined;
}

export interface ImapBoxes {
  folders: Folder[];
  /** Told of every mail that comes into a folder. */
  heard: Set<() => void>;
}

/** One session of a server that keeps mail (RFC 3501 with IDLE, LITERAL+ and SPECIAL-USE), as far as readers of mailboxes ask. */
export class ImapSession {
  readonly #socket: Socket;
  readonly #boxes: ImapBoxes;
  readonly #fault: ImapFault;
  readonly #password: string;
  readonly #append: (folder: string, bytes: Buffer) => void;
  #buffer = Buffer.alloc(0);
  #pending = '';
  #literals: Buffer[] = [];
  #wanted = -1;
  #folder: Folder | undefined;
  #idle: string | undefined;
  /** Mails of the open folder that were told of. */
  #told = 0;
  #counts = new Map<string, number>();

  constructor(
    socket: Socket,
    boxes: ImapBoxes,
    fault: ImapFault,
    password: string,
    append: (folder: string, bytes: Buffer) => void,
  ) {
    this.#socket = socket;
    this.#boxes = boxes;
    this.#fault = fault;
    this.#password = password;
    this.#append = append;
    const hear = () => {
      if (this.#idle !== undefined) this.#tell();
    };
    boxes.heard.add(hear);
    socket.on('close', () => boxes.heard.delete(hear));
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#say('* OK [CAPABILITY IMAP4rev1 LITERAL+ IDLE SPECIAL-USE] fake');
  }

  #say(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  /** News are told while somebody idles, and with the answer to every command. */
  #tell(): void {
    const count = this.#folder?.mails.length ?? 0;
    if (count !== this.#told) this.#say(`* ${count} EXISTS`);
    this.#told = count;
  }

  /** Lines with their literals put aside as `\ue000n`. */
  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      if (this.#socket.destroyed) return;
      if (this.#wanted >= 0) {
        if (this.#buffer.length < this.#wanted) return;
        this.#pending += `\ue000${this.#literals.length}`;
        this.#literals.push(this.#buffer.subarray(0, this.#wanted));
        this.#buffer = this.#buffer.subarray(this.#wanted);
        this.#wanted = -1;
      }
      const end = this.#buffer.indexOf('\r\n');
      if (end < 0) return;
      const line = this.#pending + this.#buffer.subarray(0, end).toString();
      this.#buffer = this.#buffer.subarray(end + 2);
      const literal = /\{(\d+)(\+?)\}$/.exec(line);
      if (literal) {
        this.#pending = line.slice(0, literal.index);
        this.#wanted = Number(literal[1]);
        if (literal[2] === '') this.#say('+ go on');
        continue;
      }
      this.#pending = '';
      this.#command(line);
      this.#literals = [];
    }
  }

  #command(line: string): void {
    if (this.#idle !== undefined && /^DONE$/i.test(line)) {
      const tag = this.#idle;
      this.#idle = undefined;
      return this.#say(`${tag} OK done`);
    }
    const [, tag = '*', said = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    const word = said.replace(/^UID /i, '').split(' ')[0]!.toUpperCase();
    const count = (this.#counts.get(word) ?? 0) + 1;
    this.#counts.set(word, count);
    const { cutAt } = this.#fault;
    if (cutAt?.word === word && cutAt.nth === count) return void this.#socket.destroy();
    if (word === 'IDLE') {
      this.#idle = tag;
      this.#say('+ idling');
      return this.#tell();
    }
    if (word === 'LOGOUT') return void this.#socket.end(`* BYE bye\r\n${tag} OK bye\r\n`);
    const answer = this.#answer(word, said);
    this.#tell();
    this.#say(`${tag} ${answer ?? 'OK done'}`);
  }

  /** Says what belongs before the end, and answers with the end where it is not `OK done`. */
  #answer(word: string, said: string): string | undefined {
    switch (word) {
      case 'CAPABILITY':
        return void this.#say('* CAPABILITY IMAP4rev1 LITERAL+ IDLE SPECIAL-USE');
      case 'LOGIN':
        if (this.#fault.signIn !== undefined) return this.#fault.signIn;
        return this.#text(
          said
            .split(/ (?=["\ue000\w])/)
            .slice(2)
            .join(' '),
        ) === this.#password
          ? undefined
          : 'NO [AUTHENTICATIONFAILED] wrong name or password';
      case 'LIST':
        if (/LIST "" ""/i.test(said)) return void this.#say('* LIST (\\Noselect) "/" ""');
        for (const { name, mark } of this.#boxes.folders)
          this.#say(`* LIST (\\HasNoChildren${mark ? ` ${mark}` : ''}) "/" "${name}"`);
        return undefined;
      case 'SELECT':
      case 'EXAMINE':
        return this.#open(said, word);
      case 'SEARCH':
        return void this.#search(said);
      case 'FETCH':
        return void this.#fetch(said);
      case 'APPEND': {
        const name = this.#text(said.split(' ')[1] ?? '');
        if (!this.#boxes.folders.some((folder) => folder.name === name))
          return 'NO [TRYCREATE] there is no such folder';
        this.#append(name, Buffer.from(this.#literals.at(-1) ?? Buffer.alloc(0)));
        return undefined;
      }
      default:
        return undefined;
    }
  }

  #text(written: string): string {
    const literal = /^\ue000(\d+)$/.exec(written);
    return literal ? this.#literals[Number(literal[1])]!.toString() : written.replaceAll(/^"|"$/g, '');
  }

  #open(said: string, word: string): string {
    const name = this.#text(said.slice(said.indexOf(' ') + 1));
    this.#folder = this.#boxes.folders.find((folder) => folder.name.toLowerCase() === name.toLowerCase());
    if (!this.#folder) return 'NO there is no such folder';
    this.#told = this.#folder.mails.length;
    this.#say(`* ${this.#told} EXISTS`);
    this.#say('* FLAGS (\\Seen)');
    this.#say(`* OK [UIDVALIDITY ${this.#folder.validity}] valid`);
    this.#say(`* OK [UIDNEXT ${this.#folder.next}] next`);
    return `OK [READ-${word === 'EXAMINE' ? 'ONLY' : 'WRITE'}] open`;
  }

  #search(said: string): void {
    const header = /HEADER "?([\w-]+)"? (.+)$/i.exec(said);
    const range = /UID (\d+):\*/i.exec(said.replace(/^UID /i, ''));
    const value = header ? this.#text(header[2]!).toLowerCase() : '';
    const mails = this.#folder?.mails ?? [];
    const found = mails.filter((mail, at) => {
      if (header) return !this.#fault.isBlind && headerOf(mail, header[1]!).toLowerCase().includes(value);
      return !range || mail.uid >= Number(range[1]) || at === mails.length - 1;
    });
    this.#say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trim());
  }

  #fetch(said: string): void {
    const wanted = new Set((/FETCH (\S+)/i.exec(said)?.[1] ?? '').split(',').flatMap(spread));
    for (const [index, mail] of (this.#folder?.mails ?? []).entries()) {
      if (!wanted.has(mail.uid)) continue;
      const head = `* ${index + 1} FETCH (UID ${mail.uid}`;
      if (/BODY(\.PEEK)?\[\]/i.test(said)) {
        this.#socket.write(`${head} BODY[] {${mail.bytes.length}}\r\n`);
        this.#socket.write(mail.bytes);
        this.#say(')');
      } else
        this.#say(
          `${head} RFC822.SIZE ${mail.bytes.length} INTERNALDATE "${internalDate(mail.receivedAt)}" ENVELOPE ${envelopeOf(mail)})`,
        );
    }
  }
}

function spread(part: string): number[] {
  const [from = 0, to = from] = part.split(':').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

export function headerOf({ bytes }: Pick<KeptMail, 'bytes'>, name: string): string {
  const head = bytes
    .subarray(0, 64_000)
    .toString('latin1')
    .split('\r\n\r\n')[0]!
    .replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
}

function envelopeOf(mail: KeptMail): string {
  const text = (name: string) => {
    const value = headerOf(mail, name).replaceAll(/["\\]/g, '');
    return value === '' ? 'NIL' : `"${value}"`;
  };
  const people = (name: string) => {
    const address = /([^\s<>"]+)@([^\s<>",]+)/.exec(headerOf(mail, name));
    return address ? `((NIL NIL "${address[1]}" "${address[2]}"))` : 'NIL';
  };
  const from = people('From');
  return `(${text('Date')} ${text('Subject')} ${from} ${from} ${from} ${people('To')} NIL NIL ${text('In-Reply-To')} ${text('Message-ID')})`;
}

/** `22-Nov-2026 12:00:00 +0000` */
function internalDate(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(at.toUTCString())!;
  return `${day}-${month}-${year} ${time} +0000`;
}
