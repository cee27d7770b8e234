/** What the server says, as the frame understands it: unknown in, named out. */
import { type Form, readForms } from './forms.ts';

export interface Config {
  name: string;
  texts: { title: string; greeting: string; offline: string };
  colour: string;
  side: 'start' | 'end';
  languages: string[];
  /** The one that the texts are in. */
  language: string | null;
  isOpen: boolean;
  opensAt: string | null;
  waitMinutes: number | null;
  askFirst: boolean;
  asksName: Asking;
  asksMail: Asking;
  needsIdentity: boolean;
  /** What there is out of hours: a form, or the chat all the same. */
  whenClosed: 'form' | 'chat';
  /** 0 for no files. */
  maxBytes: number;
  /** What is asked with a letter, and before a chat. */
  forms: { letter: Form[]; chat: Form[] };
}

export type Asking = 'never' | 'optional' | 'required';

export interface Person {
  name: string;
  avatarUrl: string | null;
}

export interface ChatFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  url: string;
}

export interface Message {
  id: string;
  seq: number;
  from: 'visitor' | 'agent' | 'system';
  author: Person | null;
  text: string;
  files: ChatFile[];
  /** ISO 8601. */
  at: string;
  clientId: string | null;
}

export interface Visit {
  token: string;
  messages: Message[];
  agent: Person | null;
  isIdentified: boolean;
  name: string | null;
  mail: string | null;
  isEnded: boolean;
  rating: number | null;
  readSeq: number;
}

export interface Answer {
  id: string;
  title: string;
  excerpt: string;
  url: string;
}

type Fields = Record<string, unknown>;

const fieldsOf = (given: unknown): Fields =>
  typeof given === 'object' && given !== null ? (given as Fields) : {};
const text = (given: unknown): string => (typeof given === 'string' ? given : '');
const textOrNull = (given: unknown): string | null =>
  typeof given === 'string' && given !== '' ? given : null;
const whole = (given: unknown): number => (typeof given === 'number' && Number.isFinite(given) ? given : 0);
const wholeOrNull = (given: unknown): number | null => (typeof given === 'number' ? given : null);
const list = (given: unknown): unknown[] => (Array.isArray(given) ? given : []);
const asking = (given: unknown): Asking => (given === 'optional' || given === 'required' ? given : 'never');

export function readConfig(given: unknown): Config {
  const one = fieldsOf(given);
  const texts = fieldsOf(one['texts']);
  const colour = text(one['colour']);
  const forms = fieldsOf(one['forms']);
  return {
    name: text(one['name']),
    texts: {
      title: text(texts['title']),
      greeting: text(texts['greeting']),
      offline: text(texts['offline']),
    },
    colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : '#2850c8',
    side: one['side'] === 'start' ? 'start' : 'end',
    languages: list(one['languages']).map(text).filter(Boolean),
    language: textOrNull(one['language']),
    isOpen: one['isOpen'] !== false,
    opensAt: textOrNull(one['opensAt']),
    waitMinutes: wholeOrNull(one['waitMinutes']),
    askFirst: one['askFirst'] === true,
    asksName: asking(one['asksName']),
    asksMail: asking(one['asksMail']),
    needsIdentity: one['needsIdentity'] === true,
    whenClosed: one['whenClosed'] === 'chat' ? 'chat' : 'form',
    maxBytes: whole(fieldsOf(one['files'])['maxBytes']),
    forms: { letter: readForms(forms['letter']), chat: readForms(forms['chat']) },
  };
}

export function readPerson(given: unknown): Person | null {
  const one = fieldsOf(given);
  const name = text(one['name']);
  return name === '' ? null : { name, avatarUrl: safeUrl(one['avatarUrl']) };
}

export function readFile(given: unknown): ChatFile {
  const one = fieldsOf(given);
  return {
    id: text(one['id']),
    name: text(one['name']),
    mediaType: text(one['mediaType']),
    size: whole(one['size']),
    url: safeUrl(one['url']) ?? '',
  };
}

/** Null when there is nothing in it by which it could be shown in its place. */
export function readMessage(given: unknown): Message | null {
  const one = fieldsOf(given);
  const from = one['from'];
  const at = text(one['at']);
  if (text(one['id']) === '' || Number.isNaN(Date.parse(at))) return null;
  return {
    id: text(one['id']),
    seq: whole(one['seq']),
    from: from === 'agent' || from === 'system' ? from : 'visitor',
    author: readPerson(one['author']),
    text: text(one['text']),
    files: list(one['files']).map(readFile),
    at,
    clientId: textOrNull(one['clientId']),
  };
}

export function readMessages(given: unknown): Message[] {
  return list(given).flatMap((one) => readMessage(one) ?? []);
}

export function readVisit(given: unknown): Visit {
  const one = fieldsOf(given);
  return {
    token: text(one['token']),
    messages: readMessages(one['messages']),
    agent: readPerson(one['agent']),
    isIdentified: one['isIdentified'] === true,
    name: textOrNull(one['name']),
    mail: textOrNull(one['mail']),
    isEnded: one['isEnded'] === true,
    rating: wholeOrNull(one['rating']),
    readSeq: whole(one['readSeq']),
  };
}

export function readAnswers(given: unknown): Answer[] {
  return list(given).flatMap((found) => {
    const one = fieldsOf(found);
    const url = safeUrl(one['url']);
    const title = text(one['title']);
    return url === null || title === ''
      ? []
      : [{ id: text(one['id']), title, excerpt: text(one['excerpt']), url }];
  });
}

/** Addresses of the web and paths of ours; nothing that runs. */
function safeUrl(given: unknown): string | null {
  const url = text(given);
  return /^(https?:\/\/|\/(?!\/))/i.test(url) ? url : null;
}
