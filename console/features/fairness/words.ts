import { networkName } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import type { Dimension } from './types.ts';

/** What people call a group. */
export function groupName(dimension: Dimension, group: string): string {
  if (dimension === 'channel') return networkName(group);
  if (group === 'unknown') return t('fairness.group.unknown');
  if (group === '01') return t('fairness.group.smallest');
  if (group === '10') return t('fairness.group.largest');
  return t('fairness.group.tenth', { n: String(Number(group)) });
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A time between two moments, in the largest unit that says enough. */
export function span(seconds: number): string {
  if (seconds < 5400) return t('fairness.time.minutes', { n: String(Math.max(1, Math.round(seconds / 60))) });
  if (seconds < 48 * 3600) return t('fairness.time.hours', { n: rounded(seconds / 3600) });
  return t('fairness.time.days', { n: rounded(seconds / 86_400) });
}

function rounded(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
