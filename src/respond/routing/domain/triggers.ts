/** What rules run on. `arrives`: a conversation opens, or its customer comes back; `labelled`: its labels change; the others are told as events. */
export const TRIGGERS = [
  'arrives',
  'labelled',
  'status',
  'team',
  'case-status',
  'case-type',
  'case-field',
  'rated',
  'promise-due',
  'promise-missed',
  'waited',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** What happens to a conversation or its case beside these two; each is decided by itself, in its order. */
export type EventTrigger = Exclude<Trigger, 'arrives' | 'labelled'>;

/** What rules ran on before there was a choice, and what a new one runs on unless told. */
export const USUAL_TRIGGERS: readonly Trigger[] = ['arrives', 'labelled'];

/** Whether a rule runs on what happens, so that it may ask what was before. */
export function hearsEvents(on: readonly Trigger[]): boolean {
  return on.some((trigger) => !USUAL_TRIGGERS.includes(trigger));
}
