import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';

/** The three pages of coverage. */
export function CoverageNav() {
  return (
    <nav className="tab-list" aria-label={t('coverage.title')}>
      {(
        [
          ['/coverage', 'coverage.forecast'],
          ['/coverage/shifts', 'coverage.shifts'],
          ['/coverage/stage', 'coverage.stage'],
        ] as const
      ).map(([to, label]) => (
        <Link key={to} to={to} className="tab" activeOptions={{ exact: true }}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
