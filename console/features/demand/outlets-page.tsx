import { useQuery } from '@tanstack/react-query';
import { FileUp, Store, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { undoLast } from '../../app/undo.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { DemandNav } from './demand-nav.tsx';
import { OutletImport } from './outlet-import.tsx';
import { type StockLine, stockLinesOf } from './outlets.ts';
import { demandQueries } from './queries.ts';
import type { OutletView } from './types.ts';
import { useDemandLive, useRemoveOutlet } from './use-demand.ts';
import { placeName, tenths } from './words.ts';
import '../../components/table.css';
import './demand.css';

/** Where one sells, and what is in stock there. */
export function OutletsPage() {
  const outlets = useQuery(demandQueries.outlets());
  const [isImporting, setImporting] = useState(false);
  const mayWrite = useCan()('demand.write');
  const group = t('demand.outlets');
  useDemandLive();
  useShortcuts([
    ...(mayWrite
      ? [{ keys: 'c', label: t('demand.outlets.import'), group, run: () => setImporting(true) }]
      : []),
    { keys: 'z', label: t('shell.key.undo'), group, run: () => void undoLast().catch(toastError) },
  ]);
  const act = mayWrite && (
    <Button variant="primary" icon={FileUp} shortcut="c" onClick={() => setImporting(true)}>
      {t('demand.outlets.import')}
    </Button>
  );
  const isEmpty = outlets.data?.length === 0;
  return (
    <Page
      width="wide"
      title={t('demand.title')}
      text={t('demand.outlets.text')}
      actions={isEmpty ? undefined : act}
      toolbar={<DemandNav />}
    >
      <div className="stack">
        <WhoCan permission="demand.write" action={t('demand.changing')} />
        {outlets.isPending ? (
          <SkeletonRows count={5} label={t('common.loading')} />
        ) : outlets.isError ? (
          <ErrorState error={outlets.error} onRetry={() => void outlets.refetch()} />
        ) : isEmpty ? (
          <EmptyState
            icon={Store}
            title={t('demand.outlets.empty.title')}
            text={t('demand.outlets.empty.text')}
            actions={act}
          />
        ) : (
          <Stock outlets={outlets.data} mayWrite={mayWrite} />
        )}
      </div>
      {isImporting && <OutletImport onClose={() => setImporting(false)} />}
    </Page>
  );
}

/** So many lines at first; with more of them one looks for an outlet. */
const FIRST = 200;

function Stock({ outlets, mayWrite }: { outlets: readonly OutletView[]; mayWrite: boolean }) {
  const [find, setFind] = useState('');
  const [most, setMost] = useState(FIRST);
  const remove = useRemoveOutlet();
  const lines = stockLinesOf(outlets, find);
  const lost = outlets.filter(({ country }) => country === '').length;
  return (
    <>
      {lost > 0 && <Callout tone="warn">{tn('demand.outlets.noPlace.count', lost)}</Callout>}
      <div className="outlets-find">
        <input
          className="input"
          type="search"
          aria-label={t('demand.outlets.find')}
          placeholder={t('demand.outlets.find')}
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
        <span className="muted" role="status">
          {tn('demand.outlets.count', lines.filter(({ span }) => span > 0).length)}
        </span>
      </div>
      {lines.length === 0 ? (
        <EmptyState isSmall title={t('common.noMatches', { query: find })} />
      ) : (
        <div className="table-frame" tabIndex={0} role="group" aria-label={t('demand.outlets')}>
          <table className="table outlet-table">
            <Head />
            <tbody>
              {lines.slice(0, most).map((line) => (
                <Line
                  key={`${line.outlet.code}\n${line.stock?.item ?? ''}`}
                  line={line}
                  onRemove={mayWrite ? () => remove.mutate(line.outlet) : undefined}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {lines.length > most && <Button onClick={() => setMost(most + FIRST)}>{t('common.loadMore')}</Button>}
    </>
  );
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col">{t('demand.outlets.name')}</th>
        <th scope="col">{t('demand.outlets.place')}</th>
        <th scope="col">{t('demand.outlets.item')}</th>
        <th scope="col" className="number">
          {t('demand.outlets.onHand')}
        </th>
        <th scope="col" className="number">
          {t('demand.outlets.perDay')}
        </th>
        <th scope="col">{t('demand.outlets.updated')}</th>
        <th scope="col">
          <span className="visually-hidden">{t('common.remove')}</span>
        </th>
      </tr>
    </thead>
  );
}

function Line({
  line: { outlet, stock, span },
  onRemove,
}: {
  line: StockLine;
  onRemove: (() => void) | undefined;
}) {
  const { name, code, city, country } = outlet;
  return (
    <tr>
      {span > 0 && (
        <>
          <th scope="row" rowSpan={span}>
            <span className="outlet-row-name">{name}</span>
            <span className="faint">{code}</span>
          </th>
          <td rowSpan={span}>
            {country === '' ? <em className="muted">{t('demand.outlets.noPlace')}</em> : placeName(outlet)}
            {city !== null && <span className="outlet-city faint">{city}</span>}
          </td>
        </>
      )}
      {stock === undefined ? (
        <td colSpan={4} className="muted">
          {t('demand.outlets.noStock')}
        </td>
      ) : (
        <>
          <td>{stock.item}</td>
          <td className="number">{tenths(stock.onHand)}</td>
          <td className="number">{tenths(stock.perDay)}</td>
          <td>
            <Time at={stock.updatedAt} />
          </td>
        </>
      )}
      {span > 0 && (
        <td rowSpan={span} className="outlet-act">
          {onRemove !== undefined && (
            <IconButton label={t('common.removeNamed', { name })} icon={Trash2} onClick={onRemove} />
          )}
        </td>
      )}
    </tr>
  );
}
