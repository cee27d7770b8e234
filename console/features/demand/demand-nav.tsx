import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';

/** The two lists of the screen. */
export function DemandNav() {
  return (
    <nav className="tab-list demand-nav" aria-label={t('demand.pages')}>
      <Link to="/demand" className="tab" activeOptions={{ exact: true }}>
        {t('demand.needs')}
      </Link>
      <Link to="/demand/outlets" className="tab">
        {t('demand.outlets')}
      </Link>
    </nav>
  );
}
