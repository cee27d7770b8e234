import type { BrandView } from '../../api/types.ts';

/** The first run, in order. Its marks are kept with the brand, so that nothing is asked twice. */
export const STEPS = ['brand', 'topics', 'sources', 'account', 'team'] as const;
export type Step = (typeof STEPS)[number];
export type Place = Step | 'done';

type Marks = BrandView['steps'];

/** Where to be: what the address asks for, else the first step that is open. */
export function placeOf(asked: string | undefined, marks: Marks): Place {
  if (asked === 'done') return 'done';
  const step = STEPS.find((one) => one === asked);
  return step ?? STEPS.find((one) => !marks[one]) ?? 'done';
}

/** The step after this one that is still open; the end when none is. */
export function nextPlace(step: Step, marks: Marks): Place {
  return STEPS.slice(STEPS.indexOf(step) + 1).find((one) => !marks[one]) ?? 'done';
}

export function previousStep(place: Place): Step | null {
  if (place === 'done') return STEPS.at(-1)!;
  return STEPS[STEPS.indexOf(place) - 1] ?? null;
}
