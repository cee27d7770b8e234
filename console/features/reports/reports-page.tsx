import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ChartColumn, FileDown } from 'lucide-react';
import { useState } from 'react';
import { queryString } from '../../api/client.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useNow } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { ArticlesTable } from './articles-table.tsx';
import { BacklogView } from './backlog-view.tsx';
import { BehindPanel } from './behind-panel.tsx';
import { GroupTable } from './group-table.tsx';
import { MailButton } from './mail-panel.tsx';
import { PeopleView } from './people-view.tsx';
import { reportQueries } from './queries.ts';
import './reports.css';
import { type Asked, askedOf, type ReportSearch, type Tab, TABS } from './search.ts';
import { Toolbar } from './toolbar.tsx';
import type { Behind, Overview } from './types.ts';
import { VolumeView } from './volume-view.tsx';

const page = getRouteApi('/shell/reports');
const HOUR_MS = 3_600_000;

/** Reports for leads: the days asked for beside others, every number with the conversations behind it. */
export function ReportsPage() {
  const search = page.useSearch();
  const navigate = page.useNavigate();
  const [behind, setBehind] = useState<Behind | null>(null);
  // The same for an hour, so that it is asked once.
  const now = new Date(Math.floor(useNow() / HOUR_MS) * HOUR_MS);
  const asked = askedOf(search, now, zoneHere());
  const overview = useQuery(reportQueries.overview(asked));
  const change = (some: Partial<ReportSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...some }), replace: true });
  const tabs = {
    volume: <VolumeView asked={asked} overview={overview.data} onOpen={setBehind} />,
    about: overview.data && <GroupTable group="about" rows={overview.data.by.about} onOpen={setBehind} />,
    backlog: <BacklogView asked={asked} onOpen={setBehind} />,
    people: (
      <PeopleView
        asked={asked}
        order={search.order ?? 'name'}
        onOrder={(order) => change({ order })}
        onOpen={setBehind}
      />
    ),
    articles: <ArticlesTable days={search.days ?? 28} />,
  };
  return (
    <Page
      title={t('reports.title')}
      text={t('reports.text')}
      width="wide"
      actions={
        <>
          <MailButton search={search} asked={asked} />
          <Files asked={asked} />
        </>
      }
      toolbar={<Toolbar search={search} asked={asked} now={now} onChange={change} />}
    >
      {overview.isError ? (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      ) : (
        <div className="stack">
          <Tabs
            label={t('reports.tabs')}
            // The router leaves an unknown one in the address beside what was read.
            value={TABS.find((tab) => tab === search.tab) ?? 'volume'}
            onChange={(tab) => change({ tab: tab as Tab })}
            tabs={TABS.map((value) => ({
              value,
              label: t(`reports.tab.${value}`),
              content: (
                <Part overview={overview.data} needsContacts={value === 'volume' || value === 'about'}>
                  {tabs[value]}
                </Part>
              ),
            }))}
          />
          <How />
        </div>
      )}
      <BehindPanel asked={asked} behind={behind} onClose={() => setBehind(null)} />
    </Page>
  );
}

function Part({
  overview,
  needsContacts,
  children,
}: {
  overview: Overview | undefined;
  needsContacts: boolean;
  children: React.ReactNode;
}) {
  if (!needsContacts) return children;
  if (overview === undefined) return <SkeletonRows count={8} label={t('common.loading')} />;
  if (overview.total.now.contacts + overview.total.before.contacts === 0)
    return <EmptyState icon={ChartColumn} title={t('reports.empty.title')} text={t('reports.empty.text')} />;
  return children;
}

function Files({ asked }: { asked: Asked }) {
  return (['csv', 'json'] as const).map((format) => (
    <a
      key={format}
      className="button button-secondary button-m"
      href={`/api/v1/reports/export${queryString({ ...asked, format })}`}
      download
    >
      <FileDown size={16} aria-hidden />
      {t(`reports.${format}`)}
    </a>
  ));
}

function How() {
  return (
    <details className="report-how">
      <summary>{t('reports.how.title')}</summary>
      {(['1', '2', '3', '4', '5'] as const).map((n) => (
        <p key={n}>{t(`reports.how.${n}`)}</p>
      ))}
    </details>
  );
}

const zoneHere = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;
