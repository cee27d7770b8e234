import { Link, Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { classNames } from '../../components/class-names.ts';
import { t } from '../../i18n/index.ts';
import { SECTIONS } from './sections.ts';
import './settings.css';

/** The list of settings and one of them beside it; on a phone one after the other. */
export function SettingsLayout() {
  const isIndex = /^\/settings\/?$/.test(useLocation().pathname);
  const Title = isIndex ? 'h1' : 'h2';
  return (
    <div className={classNames('settings', isIndex && 'settings-index')}>
      <nav className="settings-nav" aria-label={t('shell.nav.settings')}>
        <Title className="settings-title">{t('shell.nav.settings')}</Title>
        {SECTIONS.map(({ label, sections }) => (
          <div key={label}>
            <p className="settings-group">{t(label)}</p>
            <ul>
              {sections.map(({ to, label: name, icon: Icon }) => (
                <li key={to}>
                  <Link to={to} className="settings-link" activeProps={{ 'aria-current': 'page' }}>
                    <Icon size={16} aria-hidden />
                    {t(name)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="settings-content">
        {!isIndex && (
          <Link to={'/settings' as string} className="settings-back">
            <ArrowLeft size={16} aria-hidden />
            {t('shell.nav.settings')}
          </Link>
        )}
        <Outlet />
      </div>
    </div>
  );
}

/** A wide screen has room for the first page beside the list; a phone shows the list alone. */
export function SettingsIndex() {
  if (!matchMedia('(min-width: 768px)').matches)
    return <h1 className="visually-hidden">{t('shell.nav.settings')}</h1>;
  return <Navigate to={'/settings/brand' as string} replace />;
}
