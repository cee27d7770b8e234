import type { Given } from './forms.ts';
import type { Answer, ChatFile, Config, Message, Person } from './shapes.ts';

/** Everything that is shown. Only `reduce` makes a new one. */
export interface State {
  config: Config | null;
  /** The settings could not be had; they are asked for again. */
  hasFailed: boolean;
  isOpen: boolean;
  isFull: boolean;
  /** What the browser says of its network. */
  isOnline: boolean;
  /** The last call found the server. */
  isReached: boolean;
  visitor: Visitor;
  /** Null before the visitor has written anything. */
  visit: { isEnded: boolean; rating: number | null; seenSeq: number } | null;
  agent: Person | null;
  /** By sequence, each once. */
  messages: readonly Message[];
  /** What the visitor has written and the server has not yet taken, oldest first. */
  pending: readonly Pending[];
  uploads: readonly Upload[];
  /** The first words, on their way through answers and questions to a visit. */
  opening: Opening | null;
  typing: { name: string | null } | null;
  /** Last of our messages that the visitor has seen. */
  readSeq: number;
  away: Away;
  /** Said at the composer until the next key: why something did not go. */
  notice: string | null;
}

export interface Visitor {
  isIdentified: boolean;
  name: string | null;
  mail: string | null;
  /** The form was filled in or passed, so it is not shown again. */
  wasAsked: boolean;
}

export interface Pending {
  /** Chosen here and kept over reloads; the server takes each only once. */
  clientId: string;
  text: string;
  files: readonly PendingFile[];
  at: string;
  state: 'waiting' | 'sending' | 'refused';
  reason: string | null;
  /** What was asked before the chat goes with its first message. */
  form?: Given | null;
}

export interface PendingFile {
  key: string;
  name: string;
  size: number;
  mediaType: string;
  /** Null until the server has the bytes. */
  id: string | null;
}

export interface Upload {
  key: string;
  name: string;
  size: number;
  mediaType: string;
  state: 'waiting' | 'sending' | 'done' | 'refused';
  /** 0 to 1. */
  progress: number;
  reason: string | null;
  file: ChatFile | null;
}

export interface Opening {
  clientId: string;
  text: string;
  at: string;
  files: readonly PendingFile[];
  step: 'looking' | 'answers' | 'details' | 'going';
  answers: readonly Answer[];
  /** The answer that settled it. */
  helpedBy: string | null;
  form?: Given | null;
}

export interface Letter {
  name: string;
  mail: string;
  text: string;
  form?: Given | null;
}

/** A letter out of hours: answers are looked for once before it is sent, as before a chat. */
export interface Away {
  state: 'writing' | 'looking' | 'answers' | 'sending' | 'sent';
  reason: string | null;
  mail: string | null;
  /** As it was last meant to be sent. */
  letter: Letter | null;
  answers: readonly Answer[];
  /** The answer that settled it. */
  helpedBy: string | null;
}

export const INITIAL: State = {
  config: null,
  hasFailed: false,
  isOpen: false,
  isFull: false,
  isOnline: true,
  isReached: true,
  visitor: { isIdentified: false, name: null, mail: null, wasAsked: false },
  visit: null,
  agent: null,
  messages: [],
  pending: [],
  uploads: [],
  opening: null,
  typing: null,
  readSeq: 0,
  away: { state: 'writing', reason: null, mail: null, letter: null, answers: [], helpedBy: null },
  notice: null,
};
