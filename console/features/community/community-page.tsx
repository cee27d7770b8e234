import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { TabNav } from '../../components/tab-nav.tsx';
import { t } from '../../i18n/index.ts';
import { memberQueries } from '../members/queries.ts';
import './community.css';
import { CategoriesPanel } from './categories-panel.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { PromisesPanel } from './promises-panel.tsx';
import { type CommunitySearch, TABS } from './search.ts';
import { StatisticsPanel } from './statistics-panel.tsx';
import { ImportsPanel } from './imports-panel.tsx';
import { ThreadsPanel } from './threads-panel.tsx';

/** The community from behind: its threads for moderators, its categories for who sets it up. */
export function CommunityPage() {
  const search: CommunitySearch = useSearch({ strict: false });
  const tab = TABS.find((one) => one === search.tab) ?? 'threads';
  const isClosed = useQuery(memberQueries.community()).data?.isOpen === false;
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
        isClosed ? (
          <Link className="button button-secondary" to="/settings/community">
            {t('community.setUp')}
          </Link>
        ) : (
          <Button icon={ExternalLink} onClick={() => void window.open('/community', '_blank', 'noopener')}>
            {t('community.visit')}
          </Button>
        )
      }
    >
      <TabNav label={t('community.title')}>
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
      </TabNav>
      {tab === 'threads' && <ThreadsPanel search={search} onChange={change} />}
      {tab === 'categories' && (
        <div className="community-tab">
          <CategoriesPanel />
          <PromisesPanel />
        </div>
      )}
      {tab === 'groups' && <GroupsPanel />}
      {tab === 'imports' && <ImportsPanel search={search} onChange={change} />}
      {tab === 'statistics' && <StatisticsPanel search={search} onChange={change} />}
    </Page>
  );
}
