import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import './community.css';
import { CategoriesPanel } from './categories-panel.tsx';
import { PromisesPanel } from './promises-panel.tsx';
import { type CommunitySearch, TABS } from './search.ts';
import { StatisticsPanel } from './statistics-panel.tsx';
import { ThreadsPanel } from './threads-panel.tsx';

/** The community from behind: its threads for moderators, its categories for who sets it up. */
export function CommunityPage() {
  const search: CommunitySearch = useSearch({ strict: false });
  const { tab = 'threads' } = search;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useLive('forum.changed', () => void queryClient.invalidateQueries({ queryKey: ['community'] }));
  const change = (part: Partial<CommunitySearch>) =>
    void navigate({ to: '/community-desk', search: { ...search, ...part }, replace: true });
  return (
    <Page
      title={t('community.title')}
      text={t('community.text')}
      width="wide"
      actions={
        <Button icon={ExternalLink} onClick={() => void window.open('/community', '_blank', 'noopener')}>
          {t('community.visit')}
        </Button>
      }
    >
      <nav className="tab-list" aria-label={t('community.title')}>
        {TABS.map((each) => (
          <Link
            key={each}
            to="/community-desk"
            search={each === 'threads' ? {} : { tab: each }}
            className="tab"
            activeOptions={{ exact: true, includeSearch: true }}
            data-state={each === tab ? 'active' : 'inactive'}
          >
            {t(`community.tab.${each}`)}
          </Link>
        ))}
      </nav>
      {tab === 'threads' && <ThreadsPanel search={search} onChange={change} />}
      {tab === 'categories' && (
        <>
          <CategoriesPanel />
          <PromisesPanel />
        </>
      )}
      {tab === 'statistics' && <StatisticsPanel search={search} onChange={change} />}
    </Page>
  );
}
