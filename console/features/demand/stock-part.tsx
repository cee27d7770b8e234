import { Link } from '@tanstack/react-router';
import { Callout } from '../../components/callout.tsx';
import { CopyButton } from '../../components/copy-field.tsx';
import { Table } from '../../components/table.tsx';
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
      <Table
        label={t('demand.transfers.table')}
        columns={[
          t('demand.transfer.from'),
          { label: t('demand.transfer.to'), isText: true },
          t('demand.transfer.pieces'),
          t('demand.transfer.distance'),
        ]}
        rows={transfers.map(({ from, fromName, to, toName, pieces, kilometres }) => ({
          key: `${from} ${to}`,
          cells: [
            <Outlet key="from" name={fromName} code={from} />,
            <Outlet key="to" name={toName} code={to} />,
            tenths(pieces),
            distanceText(kilometres),
          ],
        }))}
      />
    </section>
  );
}

function Outlet({ name, code }: { name: string; code: string }) {
  return (
    <>
      {name} <span className="faint">{code}</span>
    </>
  );
}
