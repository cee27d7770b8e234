import type { ReactNode } from 'react';
import { tn } from '../../i18n/index.ts';
import type { ImportView } from './queries.ts';

/** What an import would close, what stays, and what of a file was not followed. */
export function ImportPreview({ found, children }: { found: ImportView; children: ReactNode }) {
  return (
    <div className="calendar-preview" aria-live="polite">
      <p>
        <strong>{tn('calendars.import.added', found.added.length)}</strong>{' '}
        {found.kept.length > 0 && tn('calendars.import.kept', found.kept.length)}
      </p>
      <ul className="calendar-found">
        {found.added.slice(0, 60).map(({ day, name }) => (
          <li key={day}>
            <span className="figures">{day}</span> {name}
          </li>
        ))}
      </ul>
      {found.skipped.length > 0 && (
        <details>
          <summary>{tn('calendars.import.skipped', found.skipped.length)}</summary>
          <ul className="calendar-found">
            {found.skipped.map(({ line, name, reason }) => (
              <li key={line}>
                <span className="figures">{line}</span> {name} {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      <div className="form-actions">{children}</div>
    </div>
  );
}
