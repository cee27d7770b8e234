import { Store, TriangleAlert } from 'lucide-react';
import { Tooltip } from '../../components/tooltip.tsx';
import { t, tn } from '../../i18n/index.ts';
import type { AreaView, OutletCover } from './types.ts';
import { coverText, tenths } from './words.ts';

/** The outlets of an area, the shortest first, with what their cover is made of. */
export function AreaOutlets({ area: { outlets, uplift }, item }: { area: AreaView; item: string | null }) {
  if (item === null || outlets.length === 0) return null;
  const short = outlets.filter(({ isShort }) => isShort).length;
  const sorted = outlets.toSorted((a, b) => (a.daysOfCover ?? Infinity) - (b.daysOfCover ?? Infinity));
  return (
    <div className="area-outlets">
      <p className="area-outlets-sum">
        {short > 0
          ? tn('demand.area.outletsShort', short, { all: outlets.length, item })
          : tn('demand.area.outletsFine', outlets.length, { item })}
        {uplift > 1 && (
          <Tooltip text={t('demand.uplift.why', { times: tenths(uplift) })}>
            <button type="button" className="uplift">
              {t('demand.uplift', { times: tenths(uplift) })}
            </button>
          </Tooltip>
        )}
      </p>
      <ul>
        {sorted.map((outlet) => (
          <Outlet key={outlet.code} outlet={outlet} uplift={uplift} />
        ))}
      </ul>
    </div>
  );
}

function Outlet({ outlet, uplift }: { outlet: OutletCover; uplift: number }) {
  const { name, onHand, perDay, isShort } = outlet;
  const Icon = isShort ? TriangleAlert : Store;
  const stock = { onHand: tenths(onHand), perDay: tenths(perDay) };
  const cover = (
    <button type="button" className="outlet-cover" data-short={isShort || undefined}>
      {coverText(outlet)}
    </button>
  );
  return (
    <li className="outlet">
      <Icon size={14} aria-hidden className={isShort ? 'outlet-short' : 'faint'} />
      <span className="outlet-name">{name}</span>
      <Tooltip
        text={t('demand.cover.why', {
          ...stock,
          times: tenths(uplift),
          days: coverText({ ...outlet, isShort: false }),
        })}
      >
        {cover}
      </Tooltip>
      <span className="faint">{t('demand.cover.stock', stock)}</span>
    </li>
  );
}
