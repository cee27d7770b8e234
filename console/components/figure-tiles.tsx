import { t } from '../i18n/index.ts';
import './figure-tiles.css';

export interface FigureTile {
  key: string;
  title: string;
  value: string;
  /** Small, below the value. */
  more: string;
  /** What it was before, and by how much it changed since; null where nothing can be compared. */
  before: string;
  change: string | null;
  /** Shows what the figure counts. */
  onOpen?: (() => void) | undefined;
}

/** The figures for one glance, each with what it was before. */
export function FigureTiles({ tiles }: { tiles: readonly FigureTile[] }) {
  return (
    <ul className="figure-tiles">
      {tiles.map(({ key, title, value, more, before, change, onOpen }) => (
        <li key={key}>
          <span className="muted">{title}</span>
          {onOpen ? (
            <button type="button" className="figure-tile figures" onClick={onOpen}>
              {value}
              <span className="visually-hidden"> {t('reports.open')}</span>
            </button>
          ) : (
            <span className="figure-tile figures">{value}</span>
          )}
          <span className="faint">{more}</span>
          <span className="faint">
            {change === null ? t('reports.change.none') : t('reports.change', { change, before })}
          </span>
        </li>
      ))}
    </ul>
  );
}
