import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ChartLine } from 'lucide-react';
import { useMemo, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { useNow } from '../../components/time.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t, tn } from '../../i18n/index.ts';
import { BehindPanel } from './behind-panel.tsx';
import { AddPanel, BoardMenu } from './board-menu.tsx';
import { BoardView } from './board-view.tsx';
import { type Behind, ShownProvider } from './context.ts';
import { marksWithin } from './marks.ts';
import { MarksButton } from './marks-dialog.tsx';
import { ReportMenu } from './report-menu.tsx';
import { trendQueries } from './queries.ts';
import { type Asked, askedOf, readTrendSearch, type TrendSearch } from './search.ts';
import { type ShownSpike, spikesOf } from './spikes.ts';
import { Toolbar } from './toolbar.tsx';
import './trends.css';
import { useBoards } from './use-boards.ts';
import { spanName } from './words.ts';

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** What is said about the brand or a topic, in numbers. */
export function TrendsPage() {
  const search = useSearch({ from: '/shell/trends' });
  const topics = useQuery(queries.topics());
  if (topics.isPending) return <Loading />;
  if (topics.isError) return <ErrorState error={topics.error} onRetry={() => void topics.refetch()} />;
  const hasBrand = topics.data.some(({ kind }) => kind === 'brand');
  const known = topics.data.find(({ id }) => id === search.subject);
  const subject = known?.id ?? (hasBrand ? 'brand' : topics.data[0]?.id);
  if (subject === undefined) return <NoTopic />;
  const name = topics.data.find(({ id }) => id === subject)?.name ?? t('trends.brand');
  const about =
    known === undefined && subject === 'brand'
      ? topics.data.filter(({ kind }) => kind === 'brand')
      : [{ id: subject }];
  return <Dashboard subject={subject} name={name} topicIds={about.map(({ id }) => id)} search={search} />;
}

interface DashboardProps {
  subject: string;
  name: string;
  /** Those that the subject is about. */
  topicIds: readonly string[];
  search: TrendSearch;
}

function Dashboard({ subject, name, topicIds, search }: DashboardProps) {
  const navigate = useNavigate();
  const change = (next: Partial<TrendSearch>, isReplaced = true) =>
    void navigate({ to: '/trends', search: readTrendSearch({ ...search, ...next }), replace: isReplaced });
  const asked = useAsked(search);
  const overview = useQuery(trendQueries.overview(subject, asked));
  const marks = useQuery(trendQueries.marks()).data ?? [];
  const spikes = useSpikes(asked, topicIds);
  const boards = useBoards(search.board, (board) => change({ board }));
  const [countries, setCountries] = useHolidays(boards.board?.holidays);
  const open = ({ by, value, from, to }: Behind) =>
    change({ posts: 'open', by, value, postsFrom: from, postsTo: to }, false);
  const close = () =>
    change({ posts: undefined, by: undefined, value: undefined, postsFrom: undefined, postsTo: undefined });
  return (
    <Page
      width="wide"
      title={t('trends.title')}
      text={t('trends.text')}
      actions={
        <>
          <MarksButton
            holidays={countries}
            onHolidays={(next) => {
              setCountries(next);
              if (boards.board?.isMine) boards.save({ holidays: next });
            }}
          />
          <AddPanel boards={boards} />
          <ReportMenu subject={subject} name={name} asked={asked} />
          <BoardMenu boards={boards} onShow={(board) => change({ board })} />
        </>
      }
      toolbar={<Toolbar subject={subject} search={search} onChange={change} />}
    >
      {overview.isPending ? (
        <SkeletonRows label={t('trends.loading')} />
      ) : overview.isError ? (
        <ErrorState error={overview.error} onRetry={() => void overview.refetch()} />
      ) : (
        <ShownProvider
          value={{
            subject,
            name,
            topicIds,
            asked,
            overview: overview.data,
            marks: marksWithin(overview.data.period, marks, countries),
            spikes,
            open,
            openSpike: (incidentId) => void navigate({ to: '/alerts/$incidentId', params: { incidentId } }),
            openTopic: (topicId) => change({ subject: topicId }, false),
          }}
        >
          <p className="trend-compared">
            {spanName(overview.data.period)} ·{' '}
            {t('trends.against.named', { span: spanName(overview.data.against) })}
            {overview.data.since === null && ` · ${t('trends.notYet')}`}
            {overview.data.waiting > 2 && ` · ${tn('trends.waiting', overview.data.waiting)}`}
          </p>
          <BoardView panels={boards.panels} onArrange={boards.arrange} />
        </ShownProvider>
      )}
      {search.posts !== undefined && (
        <BehindPanel subject={subject} name={name} asked={asked} behind={behindOf(search)} onClose={close} />
      )}
    </Page>
  );
}

/** The same object until the address or the hour changes, so that nothing is asked twice. */
function useAsked(search: TrendSearch): Asked {
  const { period, from, to, against, againstFrom, againstTo } = search;
  const hour = Math.floor(useNow() / HOUR);
  return useMemo(
    () => askedOf({ period, from, to, against, againstFrom, againstTo }, new Date(hour * HOUR), ZONE),
    [period, from, to, against, againstFrom, againstTo, hour],
  );
}

/** What alerts found in the period; nothing for whoever may not see alerts. */
function useSpikes(asked: Asked, topicIds: readonly string[]): ShownSpike[] {
  const client = useQueryClient();
  const now = useNow();
  const only = topicIds.length === 1 ? topicIds[0] : undefined;
  const found = useQuery({ ...trendQueries.incidents(asked, only), enabled: useCan()('alerts.read') });
  useLive('alert.changed', () => void client.invalidateQueries({ queryKey: ['alerts', 'during'] }));
  return spikesOf(found.data ?? [], new Set(topicIds), Math.floor(now / MINUTE) * MINUTE);
}

function behindOf({ by, value, postsFrom, postsTo }: TrendSearch): Behind {
  return {
    ...(by !== undefined && value !== undefined ? { by: by as NonNullable<Behind['by']>, value } : {}),
    ...(postsFrom !== undefined && postsTo !== undefined ? { from: postsFrom, to: postsTo } : {}),
  };
}

const KEY = 'rapport.trends.holidays';

/** Countries of the dashboard; on the standard one, those last chosen on this device. */
function useHolidays(
  kept: readonly string[] | undefined,
): [readonly string[], (countries: string[]) => void] {
  const [own, setOwn] = useState<string[]>(readOwn);
  return [
    kept ?? own,
    (countries) => {
      setOwn(countries);
      try {
        localStorage.setItem(KEY, JSON.stringify(countries));
      } catch {
        // Private windows may refuse storage; the choice then lasts as long as the page.
      }
    },
  ];
}

function readOwn(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function Loading() {
  return (
    <Page width="wide" title={t('trends.title')}>
      <SkeletonRows label={t('trends.loading')} />
    </Page>
  );
}

function NoTopic() {
  return (
    <Page width="wide" title={t('trends.title')}>
      <EmptyState
        icon={ChartLine}
        title={t('trends.noTopic.title')}
        text={t('trends.noTopic.text')}
        actions={
          <Link to="/topics/new" className="button button-primary button-m">
            {t('trends.noTopic.act')}
          </Link>
        }
      />
    </Page>
  );
}
