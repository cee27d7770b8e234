import type { ReactNode } from 'react';
import { shortNumber } from '../../format/number.ts';
import { classNames } from '../class-names.ts';
import './charts.css';

export interface BarRow {
  id: string;
  name: ReactNode;
  value: number;
  /** Instead of the number. */
  shown?: string;
  /** Small, at the end: what it was before. */
  change?: ReactNode;
  onOpen?: (() => void) | undefined;
  /** What opening shows, for screen readers. */
  label?: string;
}

/** Rows with a bar from zero behind each; a row with something behind it is a button. */
export function BarRows({ rows, label }: { rows: readonly BarRow[]; label: string }) {
  const most = Math.max(Number.EPSILON, ...rows.map((row) => row.value));
  const isCompared = rows.some(({ change }) => change !== undefined);
  return (
    <ul className={classNames('bar-rows', isCompared && 'bar-rows-compared')} aria-label={label}>
      {rows.map((row) => {
        const content = (
          <>
            <span className="bar-row-fill" style={{ width: `${(row.value / most) * 100}%` }} />
            <span className="bar-row-name ellipsis">{row.name}</span>
            <span className="figures">{row.shown ?? shortNumber(row.value)}</span>
            {isCompared && <span className="bar-row-change figures">{row.change}</span>}
          </>
        );
        return (
          <li key={row.id}>
            {row.onOpen === undefined ? (
              <div className="bar-row">{content}</div>
            ) : (
              <button type="button" className="bar-row" onClick={row.onOpen} title={row.label}>
                {content}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
