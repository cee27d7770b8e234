import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import './charts.css';
import type { ChartTable } from './table.ts';

/** The numbers behind a picture. The first number of a row opens what it counts. */
export function TableOfChart({ table, label }: { table: ChartTable; label: string }) {
  return (
    // A table that scrolls must be reachable by keyboard.
    <div className="chart-table-place" tabIndex={0} role="group" aria-label={label}>
      <table className="chart-table">
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => {
            const first = row.cells.findIndex((cell) => typeof cell === 'number');
            return (
              <tr key={String(row.cells[0])}>
                {row.cells.map((cell, place) => (
                  <td key={table.columns[place]} className={place === 0 ? undefined : 'figures'}>
                    {row.open && place === first && cell !== 0 ? (
                      <button type="button" className="link-number" onClick={row.open}>
                        {cellText(cell)}
                        <span className="visually-hidden"> {t('trends.open')}</span>
                      </button>
                    ) : (
                      cellText(cell)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? shortNumber(cell) : cell;
}
