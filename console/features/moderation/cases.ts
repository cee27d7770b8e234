import type { CaseView, ModerationSettings, Standing, WordInput, WordView } from './queries.ts';

/** The version of a case once it is decided: one more; two more where an earlier decision ends with it. */
export const versionThen = ({ version, isOpen }: Pick<CaseView, 'version' | 'isOpen'>): number =>
  version + (isOpen ? 1 : 2);

/** A case with its place in the list: parts of one profile have the same id. */
export const placed = <Row extends Pick<CaseView, 'kind' | 'id'>>(row: Row): { id: string; row: Row } => ({
  id: `${row.kind}-${row.id}`,
  row,
});

/** What may be done with a case that waits. What was held cannot be passed over: nobody would ever read it. */
export const mayIgnore = ({ isHeld }: Pick<CaseView, 'isHeld'>): boolean => !isHeld;

/** A part of somebody's profile: it is taken away rather than hidden, and he may write another one. */
export const isProfile = ({ kind }: Pick<CaseView, 'kind'>): boolean => kind.startsWith('member');

const FROM = { holdSpamFrom: 0.9, holdOffenceFrom: 0.95, holdCopiesFrom: 3 } as const;
export type Threshold = keyof typeof FROM;

/** A threshold turned on or off; on again it is what was saved, so that looking changes nothing. */
export const switched = (
  saved: Pick<ModerationSettings, Threshold>,
  name: Threshold,
  isOn: boolean,
): Partial<ModerationSettings> => ({ [name]: isOn ? (saved[name] ?? FROM[name]) : null });

/** The step that a member has still to take; undefined where a colleague set the level, or only one can. */
export const nextStep = ({ isLocked, steps }: Pick<Standing, 'isLocked' | 'steps'>) =>
  isLocked ? undefined : steps.find((step) => !step.isReached && !step.isByHand);

/** What stands in the form of a watched word. */
export function inputOf(word: WordView | undefined): WordInput {
  if (!word)
    return { pattern: '', action: 'hold', isExpression: false, replacement: '', reason: '', isOn: true };
  const { pattern, action, isExpression, replacement, reason, isOn } = word;
  return { pattern, action, isExpression, replacement, reason, isOn };
}
