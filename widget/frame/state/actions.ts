import type { Given } from './forms.ts';
import type { Answer, ChatFile, Config, Message, Person, Visit } from './shapes.ts';
import type { Letter, Pending, PendingFile, State } from './state.ts';

/** Everything that can happen. */
export type Action =
  | { type: 'configured'; config: Config }
  | { type: 'configFailed' }
  | { type: 'restored'; pending: readonly Pending[]; opening: State['opening']; readSeq: number }
  | { type: 'recognised'; name: string | null; mail: string | null; wasAsked: boolean }
  | { type: 'panel'; isOpen: boolean; isFull: boolean }
  | { type: 'online'; isOnline: boolean }
  | { type: 'reached'; isReached: boolean }
  /** `isAnother`: not the visit that was there before. */
  | { type: 'visited'; visit: Omit<Visit, 'token'>; isAnother: boolean }
  | { type: 'asked'; clientId: string; text: string; files: readonly PendingFile[]; at: string }
  | { type: 'answered'; answers: readonly Answer[] }
  | { type: 'helped'; answerId: string }
  | { type: 'wentOn' }
  | { type: 'introduced'; name: string | null; mail: string | null; form?: Given | null }
  | { type: 'takenBack' }
  | {
      type: 'wrote';
      clientId: string;
      text: string;
      files: readonly PendingFile[];
      at: string;
      form?: Given | null;
    }
  /** What was asked is another thing by now: the first words wait for it. */
  | { type: 'askedAgain'; clientId: string }
  | { type: 'sending'; clientId: string }
  | { type: 'held'; clientId: string }
  | { type: 'refused'; clientId: string; reason: string }
  | { type: 'again'; clientId: string }
  | { type: 'discarded'; clientId: string }
  | { type: 'said'; message: Message }
  | { type: 'tookBack'; ids: readonly string[] }
  | { type: 'agentCame'; agent: Person | null }
  | { type: 'typed'; isTyping: boolean; name: string | null }
  | { type: 'seenByAgent'; seq: number }
  | { type: 'seen'; seq: number }
  | { type: 'ended' }
  | { type: 'rated'; score: number }
  | { type: 'mailGiven'; mail: string }
  | { type: 'fileAdded'; key: string; name: string; size: number; mediaType: string; reason: string | null }
  | { type: 'fileSending'; key: string; progress: number }
  | { type: 'fileDone'; key: string; file: ChatFile }
  | { type: 'fileWaits'; key: string }
  | { type: 'fileRefused'; key: string; reason: string }
  | { type: 'fileRemoved'; key: string }
  | { type: 'awayLooking'; letter: Letter }
  | { type: 'awayAnswered'; answers: readonly Answer[] }
  | { type: 'awayHelped'; answerId: string }
  | { type: 'awaySending'; letter: Letter }
  | { type: 'awaySent'; mail: string }
  | { type: 'awayRefused'; reason: string }
  | { type: 'awayAnew' }
  | { type: 'noticed'; notice: string | null }
  /** The visitor begins another chat; who he is stays. */
  | { type: 'left' }
  | { type: 'forgot' };
