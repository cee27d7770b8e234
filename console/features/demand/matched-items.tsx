import { PackageCheck } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import type { PictureView } from './types.ts';

/** Which names of the stock are taken for the item of a need; nothing where it is called just so and nothing else. */
export function MatchedItems({ picture: { need, items } }: { picture: PictureView }) {
  if (need.item === null || items.every(({ how }) => how === 'same')) return null;
  const names = items.map(({ name, how }) => t(`demand.matched.${how}`, { name }));
  return (
    <p className="demand-matched muted">
      <PackageCheck size={14} aria-hidden />
      {t('demand.matched', { item: need.item, names: names.join(', ') })}
    </p>
  );
}
