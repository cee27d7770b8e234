import type { Condition } from '#lib/conditions/index.ts';
import { durationText, parseDuration } from '../promises/duration.ts';
import type { Policy, PolicyInput, Step, Who } from './types.ts';

/** A policy while it is edited; times are text as they are typed. */
export interface PolicyDraft {
  name: string;
  isOn: boolean;
  condition: Condition;
  steps: Step[];
  standIn: Who[];
  expires: string;
  /** Empty: never. */
  remind: string;
  linkHours: number;
  linkShows: PolicyInput['terms']['linkShows'];
}

export function newPolicy(): PolicyDraft {
  return {
    name: '',
    isOn: false,
    condition: { all: [] },
    steps: [newStep()],
    standIn: [],
    expires: '1d',
    remind: '1h',
    linkHours: 24,
    linkShows: 'answered',
  };
}

export function newStep(): Step {
  return { name: 'Lead', need: 'any', who: [{ kind: 'role', role: 'manager' }] };
}

export function draftOf({ name, isOn, condition, terms }: Policy): PolicyDraft {
  const { steps, standIn, expiresMinutes, remindMinutes, linkHours, linkShows } = terms;
  return {
    name,
    isOn,
    condition: condition.when as Condition,
    steps,
    standIn,
    expires: durationText(expiresMinutes),
    remind: remindMinutes === null ? '' : durationText(remindMinutes),
    linkHours,
    linkShows,
  };
}

/** What is sent; undefined while something cannot be read, or a step asks nobody. */
export function inputOf(draft: PolicyDraft): PolicyInput | undefined {
  const expiresMinutes = parseDuration(draft.expires);
  const reminds = draft.remind.trim() !== '';
  const remindMinutes = reminds ? parseDuration(draft.remind) : null;
  const isWhole = draft.steps.every(({ name, who }) => name.trim() !== '' && who.length > 0);
  if (expiresMinutes === null || (reminds && remindMinutes === null) || !isWhole) return undefined;
  const { name, isOn, condition, steps, standIn, linkHours, linkShows } = draft;
  return {
    name: name.trim(),
    isOn,
    condition: { version: 1, when: condition },
    terms: {
      steps,
      standIn: standIn as PolicyInput['terms']['standIn'],
      expiresMinutes,
      remindMinutes,
      linkHours,
      linkShows,
    },
  };
}
