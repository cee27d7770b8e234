import { ExternalLink } from 'lucide-react';
import { useCan } from '../../app/session.ts';
import { Page } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import './wall.css';
import { WallLinks } from './wall-links.tsx';

/** How to open the wallboard, and the links for screens where nobody signs in. */
export function WallboardPage() {
  const can = useCan();
  return (
    <Page
      title={t('wallboard.title')}
      text={t('wallboard.text')}
      actions={
        <a className="button button-primary button-m" href="/wall" target="_blank" rel="noopener">
          <ExternalLink size={16} aria-hidden />
          {t('wallboard.show')}
        </a>
      }
    >
      {can('wallboard.manage') && <WallLinks />}
    </Page>
  );
}
