import type { HonourInput, HonourView, MemberHonours } from '#embrace/honours/schema.ts';

/** What a rule asks until it is told otherwise. */
export const FIRST_RULE: HonourInput['rule'] = {
  version: 1,
  when: { all: [{ fact: 'accepted', op: 'at-least', value: 1 }] },
};

/** A badge or rank as its form begins: what is there, or a badge for the first accepted answer. */
export function inputOf(honour: HonourView | undefined): HonourInput {
  if (!honour)
    return {
      kind: 'badge',
      names: { en: '', de: '' },
      texts: { en: '', de: '' },
      mark: '★',
      fileId: null,
      colour: '#2c56d4',
      rule: FIRST_RULE,
      threshold: null,
      isTakenBack: false,
      isOn: true,
    };
  const { kind, names, texts, mark, fileId, colour, rule, threshold, isTakenBack, isOn } = honour;
  return { kind, names, texts, mark, fileId, colour, rule, threshold, isTakenBack, isOn };
}

/** The form after another kind was chosen: ranks are reached by points and go with them, badges stay. */
export function asKind(given: HonourInput, kind: HonourInput['kind']): HonourInput {
  if (kind === given.kind) return given;
  return kind === 'rank'
    ? { ...given, kind, threshold: 10, rule: null, isTakenBack: true }
    : { ...given, kind, threshold: null, rule: FIRST_RULE, isTakenBack: false };
}

/** Whether all that everybody reads is filled in. */
export const isFilled = ({ names, texts, mark }: HonourInput): boolean =>
  [names.en, texts.en, mark].every((words) => words.trim() !== '');

/** Whether there is something that could be tried: a badge given by hand asks nothing. */
export const canTry = ({ rule, threshold }: Pick<HonourInput, 'rule' | 'threshold'>): boolean =>
  rule !== null || threshold !== null;

const ACTS = { held: 'revoke', gone: 'give', revoked: 'free' } as const;

/** What can be done with one of them for a member: give it, take it away, or leave it to its rule again. */
export function actFor(
  awards: readonly Pick<MemberHonours['awards'][number], 'honourId' | 'state'>[],
  honourId: string,
): (typeof ACTS)[keyof typeof ACTS] {
  return ACTS[awards.find((award) => award.honourId === honourId)?.state ?? 'gone'];
}
