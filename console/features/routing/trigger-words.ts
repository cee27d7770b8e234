import { t, tn } from '../../i18n/index.ts';
import type { RuleInput, Trigger } from './types.ts';

/** What rules run on, as it is listed. */
export const TRIGGER_GROUPS: readonly { name: GroupName; triggers: readonly Trigger[] }[] = [
  { name: 'conversation', triggers: ['arrives', 'labelled', 'status', 'team', 'waited'] },
  { name: 'case', triggers: ['case-status', 'case-type', 'case-field'] },
  { name: 'customer', triggers: ['promise-due', 'promise-missed', 'rated'] },
];
type GroupName = 'conversation' | 'case' | 'customer';

export const UNITS = ['minutes', 'hours', 'days'] as const;
export type Unit = (typeof UNITS)[number];
const SIZES: Record<Unit, number> = { minutes: 1, hours: 60, days: 1440 };

export function minutesOf(count: number, unit: Unit): number {
  return count * SIZES[unit];
}

/** Whether a rule may wait for so long: 5 minutes to 90 days. */
export function isTime(minutes: number): boolean {
  return minutes >= 5 && minutes <= 90 * SIZES.days;
}

/** Whether it is said when a rule runs. */
export function doesRun({ on, waitMinutes }: Pick<RuleInput, 'on' | 'waitMinutes'>): boolean {
  return on.length > 0 && (waitMinutes === null || isTime(waitMinutes));
}

/** Minutes in the largest unit that says them exactly. */
export function inUnit(minutes: number): { count: number; unit: Unit } {
  const unit = minutes % SIZES.days === 0 ? 'days' : minutes % SIZES.hours === 0 ? 'hours' : 'minutes';
  return { count: minutes / SIZES[unit], unit };
}

/** When a rule runs, in words; nothing where it runs on what all rules run on at first. */
export function triggerWords({ on, waitMinutes }: Pick<RuleInput, 'on' | 'waitMinutes'>): string | undefined {
  const isUsual = on.length === 2 && on.includes('arrives') && on.includes('labelled');
  if (isUsual) return undefined;
  return TRIGGER_GROUPS.flatMap(({ triggers }) => triggers)
    .filter((trigger) => on.includes(trigger))
    .map((trigger) =>
      trigger === 'waited' && waitMinutes !== null ? waitWords(waitMinutes) : plain(trigger),
    )
    .join(' · ');
}

function plain(trigger: Trigger): string {
  return t(`routing.on.${trigger}`);
}

function waitWords(minutes: number): string {
  const { count, unit } = inUnit(minutes);
  return tn(`routing.waits.${unit}`, count);
}
