import { percent } from '../format/number.ts';
import { t } from '../i18n/index.ts';

/** Says that a look back saw an even share only; nothing where it saw all. `share`: between 0 and 1. */
export function LookedAt({ share }: { share: number }) {
  if (share >= 1) return null;
  return <p className="muted">{t('common.lookedAt', { share: percent(share) })}</p>;
}
