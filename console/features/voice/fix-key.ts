import type { Checked, Finding } from '#lib/voice/index.ts';
import { listed } from './marks.ts';

/** Findings that are shown under a field. */
export const MOST_SHOWN = 5;

/** The fix that Alt and a digit stand for; undefined where there is none. */
export function fixOfKey(
  event: { altKey: boolean; ctrlKey: boolean; metaKey: boolean; code: string },
  checked: Checked,
): NonNullable<Finding['fix']> | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  return digit === undefined
    ? undefined
    : (listed(checked.findings, MOST_SHOWN).shown[Number(digit) - 1]?.fix ?? undefined);
}
