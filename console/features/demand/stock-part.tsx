import { Link } from '@tanstack/react-router';
import { Callout } from '../../components/callout.tsx';
import { CopyButton } from '../../components/copy-field.tsx';
import { t } from '../../i18n/index.ts';
import type { PictureView } from './types.ts';
import { distanceText, tenths, transfersText } from './words.ts';

/** Who could help whom; or what is missing for that to be known. */
export function StockPart({ picture: { need, transfers, areas, items } }: { picture: PictureView }) {
  const { item } = need;
  if (item === null) return <Callout>{t('demand.noItem')}</Callout>;
  if (items.length === 0)
    return (
      <Callout
        actions={
          <Link to="/demand/outlets" className="button button-secondary button-s">
            {t('demand.noStock.act')}
          </Link>
        }
      >
        {t('demand.noStock', { item })}
      </Callout>
    );
  const isShort = areas.some((area) => area.outlets.some((outlet) => outlet.isShort));
  if (transfers.length === 0)
    return isShort ? <Callout tone="warn">{t('demand.transfers.none')}</Callout> : null;
  return (
    <section className="demand-part" aria-label={t('demand.transfers')}>
      <header className="demand-part-head">
        <div className="grow">
          <h2>{t('demand.transfers')}</h2>
          <p className="muted">{t('demand.transfers.text')}</p>
        </div>
        <CopyButton value={transfersText(transfers, item)} />
      </header>
      <div className="table-frame" tabIndex={0} role="group" aria-label={t('demand.transfers')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('demand.transfer.from')}</th>
              <th scope="col">{t('demand.transfer.to')}</th>
              <th scope="col" className="number">
                {t('demand.transfer.pieces')}
              </th>
              <th scope="col" className="number">
                {t('demand.transfer.distance')}
              </th>
            </tr>
          </thead>
          <tbody>
            {transfers.map(({ from, fromName, to, toName, pieces, kilometres }) => (
              <tr key={`${from} ${to}`}>
                <td>
                  {fromName} <span className="faint">{from}</span>
                </td>
                <td>
                  {toName} <span className="faint">{to}</span>
                </td>
                <td className="number">{tenths(pieces)}</td>
                <td className="number">{distanceText(kilometres)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
