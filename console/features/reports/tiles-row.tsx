import { t } from '../../i18n/index.ts';
import { tilesOf } from './tiles.ts';
import type { Behind, Overview } from './types.ts';

/** The figures for one glance, each with what it was before. */
export function Tiles({ overview, onOpen }: { overview: Overview; onOpen(behind: Behind): void }) {
  return (
    <ul className="report-tiles">
      {tilesOf(overview).map(({ key, title, value, more, before, change, behind }) => (
        <li key={key}>
          <span className="muted">{title}</span>
          <button type="button" className="report-figure figures" onClick={() => onOpen(behind)}>
            {value}
            <span className="visually-hidden"> {t('reports.open')}</span>
          </button>
          <span className="faint">{more}</span>
          <span className="faint">
            {change === null ? t('reports.change.none') : t('reports.change', { change, before })}
          </span>
        </li>
      ))}
    </ul>
  );
}
