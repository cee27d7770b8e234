import type { TeamInput } from './types.ts';

export type Step = TeamInput['handling']['escalation'][number];

export const MOST_STEPS = 8;
const LONGEST = 43_200;

/** The step that is offered behind these: the lead first, later ones after twice the time. */
export function nextStep(steps: readonly Step[]): Step {
  const longest = Math.max(60, ...steps.map((step) => step.afterMinutes));
  return { afterMinutes: Math.min(longest * 2, LONGEST), tell: 'lead', moveTo: null };
}

/** Whether a step tells nobody and moves nothing. */
export function isIdle(step: Step): boolean {
  return step.tell === null && step.moveTo === null;
}

export function changedAt(steps: readonly Step[], index: number, change: Partial<Step>): Step[] {
  return steps.map((step, place) => (place === index ? { ...step, ...change } : step));
}
