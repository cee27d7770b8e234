import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { AreaRow } from './area-row.tsx';
import { isWithin } from './map.ts';
import { placeKey } from './search.ts';
import type { AreaView, Chosen, PictureView, Place } from './types.ts';

/** So many at first; the rest when asked for. */
const FIRST = 12;

interface AreaListProps {
  picture: PictureView;
  areas: readonly AreaView[];
  chosen: Chosen | null;
  onShowAll(): void;
  onOpen(place: Place): void;
  /** What is said below: how much is hidden. */
  children: ReactNode;
}

/** The areas that may be shown, the farthest above its usual first. */
export function AreaList({ picture, areas, chosen, onShowAll, onOpen, children }: AreaListProps) {
  const [isWhole, setWhole] = useState(false);
  const found = chosen === null ? areas : areas.filter((area) => isWithin(area, chosen.kind, chosen.code));
  const shown = isWhole ? found : found.slice(0, FIRST);
  return (
    <section className="demand-part" aria-label={t('demand.areas')}>
      <header className="demand-part-head">
        <h2 className="grow">
          {chosen === null ? t('demand.areas') : t('demand.areas.of', { place: chosen.name })}
        </h2>
        {chosen !== null && (
          <Button size="s" onClick={onShowAll}>
            {t('demand.areas.all')}
          </Button>
        )}
      </header>
      {found.length === 0 ? (
        <EmptyState isSmall title={t('demand.areas.noneIn')} />
      ) : (
        <ul className="list">
          {shown.map((area) => (
            <AreaRow key={placeKey(area)} area={area} picture={picture} onOpen={() => onOpen(area)} />
          ))}
        </ul>
      )}
      {shown.length < found.length && (
        <Button onClick={() => setWhole(true)}>{tn('demand.areas.more', found.length - shown.length)}</Button>
      )}
      <BarsLegend />
      {children}
    </section>
  );
}

function BarsLegend() {
  return (
    <div className="demand-legend">
      <p>{t('demand.days.legend')}</p>
      <ul>
        <li>
          <span className="day-key day-key-window" aria-hidden /> {t('demand.days.legend.window')}
        </li>
        <li>
          <span className="day-key" aria-hidden /> {t('demand.days.legend.before')}
        </li>
        <li>
          <span className="day-key day-key-hidden" aria-hidden /> {t('demand.days.legend.hidden')}
        </li>
      </ul>
    </div>
  );
}
