import { useState } from 'react';
import { classNames } from '../../components/class-names.ts';
import { PlaceMap } from '../../components/map/place-map.tsx';
import type { MapKind } from '../../components/map/shapes.ts';
import { t } from '../../i18n/index.ts';
import { mapKindsOf, placesOf, pointsOf } from './map.ts';
import type { Chosen, PictureView } from './types.ts';

interface DemandMapProps {
  picture: PictureView;
  chosen: Chosen | null;
  onChoose(chosen: Chosen | null): void;
}

/** American states where most people are there, else countries; the shade tells the distance from the usual. */
export function DemandMap({ picture: { regions, areas }, chosen, onChoose }: DemandMapProps) {
  const kinds = mapKindsOf(regions);
  const [wanted, setWanted] = useState<MapKind | null>(null);
  const kind = wanted !== null && kinds.includes(wanted) ? wanted : kinds[0];
  if (kind === undefined) return null;
  const places = placesOf(regions, kind);
  const choose = (code: string) => {
    const name = places.find((place) => place.code === code)?.name ?? code;
    onChoose(chosen?.code === code ? null : { kind, code, name });
  };
  return (
    <section className="demand-part" aria-label={t('demand.map')}>
      <header className="demand-part-head">
        <h2 className="grow">{t('demand.map')}</h2>
        {kinds.length > 1 && (
          <div className="window-choice" role="group" aria-label={t('demand.map')}>
            {kinds.map((each) => (
              <button
                key={each}
                type="button"
                className={classNames('window-choice-button')}
                aria-pressed={each === kind}
                onClick={() => {
                  setWanted(each);
                  onChoose(null);
                }}
              >
                {t(`demand.map.${each}`)}
              </button>
            ))}
          </div>
        )}
      </header>
      <PlaceMap
        kind={kind}
        label={t(`demand.map.${kind}`)}
        counts={places}
        points={pointsOf(areas)}
        selected={chosen?.kind === kind ? chosen.code : undefined}
        onSelect={choose}
      />
      <Legend />
    </section>
  );
}

const STEPS = [
  { shade: 1, key: 'demand.map.usual' },
  { shade: 3, key: 'demand.map.above' },
  { shade: 4, key: 'demand.map.far' },
  { shade: 5, key: 'demand.map.farther' },
] as const;

function Legend() {
  return (
    <div className="demand-legend">
      <p>{t('demand.map.legend')}</p>
      <ul>
        {STEPS.map(({ shade, key }) => (
          <li key={shade}>
            <svg width={16} height={12} aria-hidden>
              <rect className="place-map-shape" data-shade={shade} width={16} height={12} />
            </svg>
            {t(key)}
          </li>
        ))}
      </ul>
      <p>{t('demand.map.legend.points')}</p>
    </div>
  );
}
