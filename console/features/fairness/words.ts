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
