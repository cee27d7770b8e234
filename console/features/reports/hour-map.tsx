import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import type { Behind } from './types.ts';

// The first of January 2024 was a Monday.
const DAYS = Array.from({ length: 7 }, (_, i) =>
  new Intl.DateTimeFormat('en', { weekday: 'short' }).format(new Date(2024, 0, 1 + i)),
);

/** When conversations begin in the week. Shade and number say the same. */
export function HourMap({ hours, onOpen }: { hours: readonly number[]; onOpen(behind: Behind): void }) {
  const most = Math.max(1, ...hours);
  return (
    <Section title={t('reports.hours')} text={t('reports.hours.text')}>
      <div className="hour-map" tabIndex={0} role="region" aria-label={t('reports.hours')}>
        <table>
          <thead>
            <tr>
              <td />
              {Array.from({ length: 24 }, (_, hour) => (
                <th key={hour} scope="col" className="figures">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day, row) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                {Array.from({ length: 24 }, (_, hour) => {
                  const count = hours[row * 24 + hour] ?? 0;
                  const name = t('reports.hour', { day, hour, count });
                  return (
                    <td
                      key={hour}
                      style={{ '--share': `${Math.round((count / most) * 70)}%` } as React.CSSProperties}
                    >
                      {count > 0 && (
                        <button
                          type="button"
                          className="figures"
                          aria-label={name}
                          title={name}
                          onClick={() => onOpen({ title: name, hour: row * 24 + hour })}
                        >
                          {count}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
