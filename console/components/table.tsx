import type { ReactNode } from 'react';
import './table.css';

/** A heading of figures, or of words; `isHidden` leaves it to those who listen. */
type Column = string | { label: string; isText?: boolean; isHidden?: boolean };

export interface TableRow {
  key: string;
  /** What the row is called, then what stands below the other headings. */
  cells: readonly ReactNode[];
}

interface TableProps {
  /** Unlike that of any other part of the screen. */
  label: string;
  /** Words come first, figures follow unless told. */
  columns: readonly Column[];
  rows: readonly TableRow[];
}

/** Figures with their names in front. Too wide for the screen it scrolls, by keyboard too. */
export function Table({ label, columns, rows }: TableProps) {
  const parts = columns.map((column) => (typeof column === 'string' ? { label: column } : column));
  const looks = parts.map(({ isText }) => (isText ? undefined : 'number'));
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={label}>
      <table className="table">
        <thead>
          <tr>
            {parts.map((column, at) => (
              <th key={column.label} scope="col" className={at === 0 ? undefined : looks[at]}>
                {column.isHidden ? <span className="visually-hidden">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={parts[at + 1]?.label} className={looks[at + 1]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
