import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { Button } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { TabNav } from '../../components/tab-nav.tsx';
import { t } from '../../i18n/index.ts';
import './ideas.css';
import { ChangelogPanel } from './changelog-panel.tsx';
import { IdeasPanel } from './ideas-panel.tsx';
import { MinedPanel } from './mined-panel.tsx';
import { RoadmapPanel } from './roadmap-panel.tsx';
import { type IdeasSearch, TABS } from './search.ts';
import { SetupPanel } from './setup-panel.tsx';

const PLACES = {
  ideas: '/ideas',
  suggestions: '/ideas',
  roadmap: '/whats-next',
  changelog: '/changelog',
  setup: '/ideas',
} as const;

/** Ideas from behind: what is wished, what posts suggest, what comes next, what is new. */
export function IdeasPage() {
  const search: IdeasSearch = useSearch({ strict: false });
  const tab = TABS.find((one) => one === search.tab) ?? 'ideas';
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useLive('idea.changed', () => void queryClient.invalidateQueries({ queryKey: ['ideas'] }));
  const change = (part: Partial<IdeasSearch>) =>
    void navigate({ to: '/ideas-desk', search: { ...search, ...part }, replace: true });
  return (
    <Page
      title={t('ideas.title')}
      text={t(`ideas.text.${tab}`)}
      width="wide"
      actions={
        <Button icon={ExternalLink} onClick={() => void window.open(PLACES[tab], '_blank', 'noopener')}>
          {t('ideas.visit')}
        </Button>
      }
    >
      <TabNav label={t('ideas.title')}>
        {TABS.map((each) => (
          <Link
            key={each}
            to="/ideas-desk"
            search={each === 'ideas' ? {} : { tab: each }}
            className="tab"
            activeOptions={{ exact: true, includeSearch: true }}
            data-state={each === tab ? 'active' : 'inactive'}
          >
            {t(`ideas.tab.${each}`)}
          </Link>
        ))}
      </TabNav>
      <div className="ideas-tab">
        {tab === 'ideas' && <IdeasPanel search={search} onChange={change} />}
        {tab === 'suggestions' && <MinedPanel />}
        {tab === 'roadmap' && <RoadmapPanel />}
        {tab === 'changelog' && <ChangelogPanel />}
        {tab === 'setup' && <SetupPanel />}
      </div>
    </Page>
  );
}
