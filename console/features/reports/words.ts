import { languageName } from '#lib/names/index.ts';
import { networkName } from '../../components/network-icon.tsx';
import { hasMessage, t } from '../../i18n/index.ts';
import type { Group, ReportRow } from './types.ts';

/** What people call a row of a table. */
export function rowName(group: Group, { key, name }: Pick<ReportRow, 'key' | 'name'>): string {
  if (group === 'network') return networkName(key);
  if (group === 'team') return key === '' ? t('reports.noTeam') : name;
  if (group === 'language') return spokenName(key);
  if (group === 'kind') {
    // A key that ends in .other would be a plural.
    const message = `reports.kind.${key === 'other' ? 'none' : key}`;
    return hasMessage(message) ? t(message) : key;
  }
  return name;
}

export function spokenName(code: string): string {
  return code === 'und' || code === 'unknown' ? t('reports.language.und') : languageName(code);
}

/** Which of the four kinds of things a row of `about` is. */
export function aboutKind(key: string): string {
  const message = `reports.about.${key.slice(0, 1)}`;
  return hasMessage(message) ? t(message) : '';
}
