import type { WatchersView } from '#respond/watching/schema.ts';
import { t } from '../../i18n/index.ts';

/** Who watches, the reader first: “You, Ben (by a rule)”. */
export function watcherNames(items: WatchersView['items'], mine: string): string {
  if (items.length === 0) return t('watching.nobody');
  const own = items.filter(({ id }) => id === mine);
  return [...own, ...items.filter(({ id }) => id !== mine)]
    .map(({ id, name, isByRule }) => {
      const who = id === mine ? t('watching.you') : name;
      return isByRule ? t('watching.byRule', { name: who }) : who;
    })
    .join(', ');
}
