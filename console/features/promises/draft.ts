import type { Condition } from '#lib/conditions/index.ts';
import type { PolicyInput } from '#respond/promises/schema.ts';
import { durationText, parseDuration } from './duration.ts';
import { KINDS, type PolicyDraft, type PolicyView } from './types.ts';

export const URGENCIES = ['none', 'soon', 'urgent', 'emergency'] as const;

export function newPolicy(name = ''): PolicyDraft {
  const target = (first: string, next: string) => ({ first, next, resolution: '' });
  return {
    name,
    isOn: false,
    condition: { all: [] },
    calendarId: null,
    targets: [target('4h', '4h'), target('2h', '2h'), target('1h', '1h'), target('15m', '15m')],
    terms: {
      within: 'hours',
      pauses: { waiting: true, snoozed: 'labelled', label: 'customer asked to wait' },
      warnMinutes: 15,
      escalation: { teamId: null, tellId: null },
    },
  };
}

export function draftOf({
  id: _id,
  condition,
  terms: { targets, ...terms },
  ...policy
}: PolicyView): PolicyDraft {
  return {
    ...policy,
    condition: condition.when as Condition,
    terms,
    targets: targets.map((target) => {
      const text = (kind: (typeof KINDS)[number]) => {
        const minutes = target[kind];
        return minutes === null || minutes === undefined ? '' : durationText(minutes);
      };
      return { first: text('first'), next: text('next'), resolution: text('resolution') };
    }),
  };
}

/** What is sent; undefined while a target cannot be read, or none is given. */
export function inputOf({ targets, condition, terms, ...draft }: PolicyDraft): PolicyInput | undefined {
  const read = targets.map((target) =>
    Object.fromEntries(
      KINDS.map((kind) => [
        kind,
        target[kind].trim() === '' ? null : (parseDuration(target[kind]) ?? 'wrong'),
      ]),
    ),
  );
  const all = read.flatMap((target) => Object.values(target));
  if (all.includes('wrong') || all.every((one) => one === null)) return undefined;
  return {
    ...draft,
    condition: { version: 1, when: condition },
    terms: { ...terms, targets: read as PolicyInput['terms']['targets'] },
  };
}
