import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useLive } from '../../app/live.ts';
import { useUndoKey } from '../../app/undo-key.ts';
import { Page } from '../../components/page.tsx';
import { TabNav } from '../../components/tab-nav.tsx';
import { t } from '../../i18n/index.ts';
import { LookPanel } from './look-panel.tsx';
import { NavigationPanel } from './navigation-panel.tsx';
import { PagesPanel } from './pages-panel.tsx';
import { type SiteSearch, TABS } from './search.ts';
import './site.css';

/** The public site as a whole: its look, its navigation, and pages of one's own. */
export function SitePage() {
  const { tab = 'look' }: SiteSearch = useSearch({ strict: false });
  const queryClient = useQueryClient();
  useLive('site.changed', () => void queryClient.invalidateQueries({ queryKey: ['site'] }));
  useUndoKey(t('site.title'));
  return (
    <Page title={t('site.title')} text={t(`site.text.${tab}`)} width="wide">
      <TabNav label={t('site.title')}>
        {TABS.map((each) => (
          <Link
            key={each}
            to="/settings/site"
            search={each === 'look' ? {} : { tab: each }}
            className="tab"
            activeOptions={{ exact: true, includeSearch: true }}
            data-state={each === tab ? 'active' : 'inactive'}
          >
            {t(`site.tab.${each}`)}
          </Link>
        ))}
      </TabNav>
      <div className="site-tab">
        {tab === 'look' && <LookPanel />}
        {tab === 'navigation' && <NavigationPanel />}
        {tab === 'pages' && <PagesPanel />}
      </div>
    </Page>
  );
}
