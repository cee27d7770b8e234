import { t } from '../../i18n/index.ts';

/** A delay in one unit: `2 s`, `4 min`, `3 h`, `2 d`. */
export function delayText(seconds: number): string {
  if (seconds < 120) return t('sources.delay.seconds', { count: Math.max(0, Math.round(seconds)) });
  if (seconds < 7200) return t('sources.delay.minutes', { count: Math.round(seconds / 60) });
  if (seconds < 172_800) return t('sources.delay.hours', { count: Math.round(seconds / 3600) });
  return t('sources.delay.days', { count: Math.round(seconds / 86_400) });
}

const SEVERITY = ['stopped', 'backing-off', 'quiet', 'lagging', 'starting', 'ok', 'paused'];

/** What needs somebody first; within the same health as they were added. */
export function worstFirst<T extends { health: string; createdAt: string }>(sources: readonly T[]): T[] {
  return sources.toSorted(
    (a, b) =>
      SEVERITY.indexOf(a.health) - SEVERITY.indexOf(b.health) || a.createdAt.localeCompare(b.createdAt),
  );
}

/** `1.4 MB` */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
