import '../../components/table.css';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import type { DryRun } from './types.ts';

/** What happened last week that rules run on, how often they fit, and what no history tells. */
export function PastEvents({ events, untold }: Pick<DryRun, 'events' | 'untold'>) {
  return (
    <>
      {events.length > 0 && (
        <>
          <div className="table-frame" tabIndex={0} role="group" aria-label={t('routing.dryRun.event')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('routing.dryRun.event')}</th>
                  <th scope="col" className="figures">
                    {t('routing.dryRun.happened')}
                  </th>
                  <th scope="col" className="figures">
                    {t('routing.dryRun.matched')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {events.map(({ trigger, happened, matched }) => (
                  <tr key={trigger}>
                    <th scope="row">{t(`routing.on.${trigger}`)}</th>
                    <td className="figures">{shortNumber(happened)}</td>
                    <td className="figures">{shortNumber(matched)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="muted">{t('routing.dryRun.alone')}</p>
        </>
      )}
      {untold.map((trigger) => (
        <p key={trigger} className="muted">
          {t('routing.dryRun.untold', { what: t(`routing.on.${trigger}`) })}
        </p>
      ))}
    </>
  );
}
