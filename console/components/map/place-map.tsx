import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { t, tn } from '../../i18n/index.ts';
import { classNames } from '../class-names.ts';
import { loadMap } from './load.ts';
import type { DrawnMap, MapKind } from './shapes.ts';
import { radiusOf, shadeOf, stepsOf } from './steps.ts';
import './place-map.css';

export interface PlaceCount {
  /** ISO 3166-1 of a country, postal code of a state. */
  readonly code: string;
  readonly name: string;
  readonly count: number;
  /** 1 to 5, where the shade tells something other than the count; the places then keep the order that they come in. */
  readonly shade?: number;
  /** What is said of it instead of its posts. */
  readonly said?: string;
}

export interface PlacePoint {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly count: number;
  /** What is said of it instead of its posts. */
  readonly said?: string;
  /** Written beside it. */
  readonly label?: string;
  /** One of many that do not stand out. */
  readonly isQuiet?: boolean;
}

const NO_POINTS: readonly PlacePoint[] = [];

/**
 * Counts by country or American state: a map, and the same figures as a table beside it. Tab reaches the map once; the arrow
 * keys go from the largest count to the smallest, Enter selects.
 */
export function PlaceMap({
  kind,
  label,
  counts,
  points = NO_POINTS,
  selected,
  onSelect,
}: {
  kind: MapKind;
  label: string;
  counts: readonly PlaceCount[];
  points?: readonly PlacePoint[];
  selected?: string | undefined;
  onSelect?: ((code: string) => void) | undefined;
}) {
  const map = useDrawnMap(kind);
  const ranked = rankedOf(counts);
  return (
    <div className="place-map">
      {map ? (
        <MapPicture
          map={map}
          label={label}
          ranked={ranked}
          points={points}
          selected={selected}
          onSelect={onSelect}
        />
      ) : (
        <div role="status">{t('common.loading')}</div>
      )}
      <div className="place-map-rows" role="region" aria-label={label} tabIndex={0}>
        <table className="place-map-table">
          <tbody>
            {ranked.map(({ code, name, count, said }) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                <td className="place-map-count">{said ?? count.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function rankedOf(counts: readonly PlaceCount[]): PlaceCount[] {
  const some = counts.filter(({ count }) => count > 0);
  return some.every(({ shade }) => shade !== undefined) ? some : some.toSorted((a, b) => b.count - a.count);
}

function saidOf({ name, count, said }: { name: string; count: number; said?: string }): string {
  return `${name}: ${said ?? tn('common.posts', count)}`;
}

function useDrawnMap(kind: MapKind): DrawnMap | undefined {
  const [drawn, setDrawn] = useState<{ kind: MapKind; map: DrawnMap }>();
  useEffect(() => {
    let isWanted = true;
    // Without its outlines the table still says everything.
    loadMap(kind).then(
      (map) => isWanted && setDrawn({ kind, map }),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [kind]);
  return drawn?.kind === kind ? drawn.map : undefined;
}

function MapPicture({
  map,
  label,
  ranked,
  points,
  selected,
  onSelect,
}: {
  map: DrawnMap;
  label: string;
  ranked: readonly PlaceCount[];
  points: readonly PlacePoint[];
  selected: string | undefined;
  onSelect: ((code: string) => void) | undefined;
}) {
  const picture = useRef<SVGSVGElement>(null);
  const byCode = new Map(ranked.map((place) => [place.code, place]));
  const order = ranked
    .map(({ code }) => code)
    .filter((code) => map.shapes.some((shape) => shape.code === code));
  const [reached, setReached] = useState<string>();
  const entry = reached !== undefined && order.includes(reached) ? reached : order[0];
  const steps = stepsOf(ranked.map(({ count }) => count));
  const most = Math.max(0, ...points.map(({ count }) => count));

  const onKeyDown = (event: KeyboardEvent<SVGPathElement>, code: string) => {
    if ((event.key === 'Enter' || event.key === ' ') && onSelect) {
      event.preventDefault();
      onSelect(code);
      return;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = order[Math.min(order.length - 1, Math.max(0, order.indexOf(code) + step))]!;
    setReached(next);
    picture.current?.querySelector<SVGPathElement>(`[data-code="${next}"]`)?.focus();
  };

  return (
    <svg ref={picture} viewBox={`0 0 ${map.width} ${map.height}`} role="group" aria-label={label}>
      {map.shapes.map(({ code, name, path }) => {
        const place = byCode.get(code);
        if (place === undefined) return <path key={code} className="place-map-shape" d={path} aria-hidden />;
        const said = saidOf(place);
        return (
          <path
            key={code}
            className="place-map-shape"
            d={path}
            data-code={code}
            data-shade={place.shade ?? shadeOf(place.count, steps)}
            role={onSelect ? 'button' : 'img'}
            aria-label={said}
            aria-pressed={onSelect ? code === selected : undefined}
            tabIndex={code === entry ? 0 : -1}
            onClick={() => onSelect?.(code)}
            onKeyDown={(event) => onKeyDown(event, code)}
          >
            <title>{`${name === place.name ? '' : `${name}, `}${said}`}</title>
          </path>
        );
      })}
      {points.map((point) => (
        <PointOfMap key={`${point.name}${point.latitude}`} map={map} point={point} most={most} />
      ))}
    </svg>
  );
}

function PointOfMap({ map, point, most }: { map: DrawnMap; point: PlacePoint; most: number }) {
  const at = map.at(point.longitude, point.latitude);
  if (!at) return null;
  const radius = radiusOf(point.count, most);
  // Beside the point where there is room, else before it.
  const isLeft = at[0] > map.width * 0.75;
  return (
    <>
      <circle
        className={classNames('place-map-point', point.isQuiet && 'place-map-point-quiet')}
        cx={at[0]}
        cy={at[1]}
        r={radius}
      >
        <title>{saidOf(point)}</title>
      </circle>
      {point.label !== undefined && (
        <text
          className="place-map-label"
          x={at[0] + (isLeft ? -1 : 1) * (radius + 5)}
          y={at[1] + 6}
          textAnchor={isLeft ? 'end' : 'start'}
        >
          {point.label}
        </text>
      )}
    </>
  );
}
