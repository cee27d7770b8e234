/** What becomes of a reply that waits for somebody else's word. Nothing here knows who people are: the service says which places of a step a voter stands for. */

const OPEN_STATES = ['waiting', 'changes', 'suggested'] as const;
export const APPROVAL_STATES = [...OPEN_STATES, 'approved', 'rejected', 'withdrawn', 'expired'] as const;
/** `changes` and `suggested`: it is the author's turn. */
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** `any`: one word is enough. `all`: one for each place. */
export interface StepNeed {
  need: 'any' | 'all';
  /** How many places the step has. */
  places: number;
}

/** Somebody approved a text. */
export interface Word {
  voter: string;
  step: number;
  /** The places of the step that the voter stands for. */
  places: readonly number[];
  hash: string;
}

export interface Approval {
  state: ApprovalState;
  authorId: string;
  steps: readonly StepNeed[];
  /** Grows with every edit: words of an earlier round count no more. */
  round: number;
  /** Hashes of what is offered: the text with its files and its target. */
  offered: readonly string[];
  /** The one that was picked; null until somebody approved one. */
  chosen: string | null;
  suggestion: Word | null;
  /** Approvals of this round. */
  words: readonly Word[];
  /** Somebody else wanted it changed, and it was. */
  isChanged: boolean;
}

export type Act =
  /** `round`: the one that the voter has seen. `hash`: what he decides about, or his own words when he suggests. */
  | {
      act: 'approve' | 'reject' | 'ask' | 'suggest';
      voter: string;
      round: number;
      step: number;
      places: readonly number[];
      hash: string;
    }
  | { act: 'accept'; voter: string; hash: string }
  | { act: 'insist' | 'withdraw'; voter: string }
  | { act: 'revise'; voter: string; offered: readonly string[] }
  | { act: 'expire' };

/** `over`: it is decided. `own`: nobody decides about his own. `changed`: not the text that stands now. `passed`: the step is over, or not begun. */
export type Refusal =
  | 'over'
  | 'own'
  | 'not-asked'
  | 'changed'
  | 'passed'
  | 'authors-turn'
  | 'not-author'
  | 'nothing-new';

export function begin(authorId: string, steps: readonly StepNeed[], offered: readonly string[]): Approval {
  return {
    state: 'waiting',
    authorId,
    steps,
    round: 1,
    offered: [...offered],
    chosen: null,
    suggestion: null,
    words: [],
    isChanged: false,
  };
}

/** Whether anything can still be done about it. */
export function isOpen({ state }: Pick<Approval, 'state'>): boolean {
  return (OPEN_STATES as readonly string[]).includes(state);
}

/** The first step that is not satisfied for what was picked; the number of steps when all are. */
export function currentStep({ steps, words, chosen }: Pick<Approval, 'steps' | 'words' | 'chosen'>): number {
  const at = steps.findIndex((step, index) => {
    const given = words.filter((word) => word.step === index && word.hash === chosen);
    if (step.need === 'any') return given.length === 0;
    const places = new Set(given.flatMap((word) => word.places));
    return places.size < step.places;
  });
  return at < 0 ? steps.length : at;
}

/** What follows from what somebody does, or why he may not. The same word again changes nothing. */
export function follow(approval: Approval, act: Act): Approval | Refusal {
  if (!isOpen(approval)) return isRepeated(approval, act) ? approval : 'over';
  switch (act.act) {
    case 'approve':
    case 'reject':
    case 'ask':
    case 'suggest':
      return decided(approval, act);
    case 'expire':
      return { ...approval, state: 'expired', suggestion: null };
    default:
      return act.voter === approval.authorId ? ofAuthor(approval, act) : 'not-author';
  }
}

type Decision = Extract<Act, { step: number }>;

function decided(approval: Approval, act: Decision): Approval | Refusal {
  if (act.voter === approval.authorId) return 'own';
  if (isRepeated(approval, act)) return approval;
  if (act.round !== approval.round) return 'changed';
  if (act.places.length === 0) return 'not-asked';
  if (approval.state !== 'waiting') return 'authors-turn';
  if (act.step !== currentStep(approval)) return 'passed';
  const { voter, step, places, hash } = act;
  const word: Word = { voter, step, places, hash };
  if (act.act === 'suggest')
    return isOffered(approval, hash) ? 'nothing-new' : { ...approval, state: 'suggested', suggestion: word };
  if (!isOffered(approval, hash)) return 'changed';
  if (act.act === 'reject') return { ...approval, state: 'rejected' };
  if (act.act === 'ask') return { ...approval, state: 'changes' };
  return settled({ ...approval, chosen: hash, words: [...approval.words, word] });
}

function isOffered({ offered, chosen }: Approval, hash: string): boolean {
  return chosen === null ? offered.includes(hash) : chosen === hash;
}

function isRepeated({ words }: Approval, act: Act): boolean {
  return (
    act.act === 'approve' &&
    words.some((word) => word.voter === act.voter && word.step === act.step && word.hash === act.hash)
  );
}

type OfAuthor = Exclude<Act, Decision | { act: 'expire' }>;

function ofAuthor(approval: Approval, act: OfAuthor): Approval | Refusal {
  const isAsked = approval.state !== 'waiting';
  switch (act.act) {
    case 'withdraw':
      return { ...approval, state: 'withdrawn', suggestion: null };
    case 'insist':
      return isAsked ? { ...approval, state: 'waiting', suggestion: null } : 'nothing-new';
    case 'revise': {
      const fresh = { state: 'waiting' as const, chosen: null, suggestion: null, words: [] };
      const { round, isChanged } = approval;
      return {
        ...approval,
        ...fresh,
        round: round + 1,
        offered: [...act.offered],
        isChanged: isChanged || isAsked,
      };
    }
    case 'accept': {
      const { suggestion, round } = approval;
      if (suggestion?.hash !== act.hash) return 'changed';
      const { hash } = suggestion;
      return settled({
        ...approval,
        state: 'waiting',
        round: round + 1,
        offered: [hash],
        chosen: hash,
        suggestion: null,
        words: [suggestion],
        isChanged: true,
      });
    }
  }
}

function settled(approval: Approval): Approval {
  const isDone = currentStep(approval) === approval.steps.length;
  return { ...approval, state: isDone ? 'approved' : 'waiting' };
}
