import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useLive } from '../../app/live.ts';
import { Page } from '../../components/page.tsx';
import { TabNav } from '../../components/tab-nav.tsx';
import { t } from '../../i18n/index.ts';
import { ActionsPanel } from './actions-panel.tsx';
import './moderation.css';
import { moderationQueries } from './queries.ts';
import { QueuePanel } from './queue-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { type ModerationSearch, type Tab, TABS } from './search.ts';
import { SignsPanel } from './signs-panel.tsx';
import { SitesPanel } from './sites-panel.tsx';
import { TrustPanel } from './trust-panel.tsx';
import { WordsPanel } from './words-panel.tsx';

/** What moderators do: decide, hear appeals, see what looks arranged, and set the rules. */
export function ModerationPage() {
  const search: ModerationSearch = useSearch({ strict: false });
  const tab = TABS.find((one) => one === search.tab) ?? 'queue';
  const queryClient = useQueryClient();
  useLive('moderation.changed', () => void queryClient.invalidateQueries({ queryKey: ['moderation'] }));
  return (
    <Page title={t('moderation.title')} text={t('moderation.text')} width="wide">
      <Tabs current={tab} />
      <div className="moderation-desk">
        <Panel tab={tab} />
      </div>
    </Page>
  );
}

function Panel({ tab }: { tab: Tab }) {
  if (tab === 'queue' || tab === 'done')
    return <QueuePanel key={tab} list={tab === 'queue' ? 'open' : 'done'} />;
  if (tab === 'appeals' || tab === 'log')
    return <ActionsPanel key={tab} list={tab === 'log' ? 'all' : 'appeals'} />;
  if (tab === 'signs') return <SignsPanel />;
  if (tab === 'words') return <WordsPanel />;
  if (tab === 'sites') return <SitesPanel />;
  return tab === 'rules' ? <RulesPanel /> : <TrustPanel />;
}

function Tabs({ current }: { current: Tab }) {
  const counts = useQuery(moderationQueries.counts()).data;
  const count = (tab: Tab) =>
    tab === 'queue' || tab === 'appeals' || tab === 'signs' ? (counts?.[tab] ?? 0) : 0;
  return (
    <TabNav label={t('moderation.title')}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          to="/moderation"
          search={tab === 'queue' ? {} : { tab }}
          className="tab"
          activeOptions={{ exact: true, includeSearch: true }}
          data-state={tab === current ? 'active' : 'inactive'}
        >
          {t(`moderation.tab.${tab}`)}
          {count(tab) > 0 && <span className="figures moderation-count">{count(tab)}</span>}
        </Link>
      ))}
    </TabNav>
  );
}
