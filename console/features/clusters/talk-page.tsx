import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useMemo, useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { TalksView } from '../../api/types.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { ProgressBar, SkeletonRows } from '../../components/progress.tsx';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import './clusters.css';
import { TalkPosts } from './talk-posts.tsx';
import { RestRow, TalkRow } from './talk-row.tsx';
import { periodOf, readTalkSearch, type TalkPeriod, type TalkSearch } from './talk-search.ts';
import { TalkToolbar } from './talk-toolbar.tsx';
import { useTalks } from './use-talks.ts';

const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What they talk about: the posts of a topic in a period, grouped by what they say. */
export function TalkPage() {
  const { search, set } = useTalkSearch();
  const topics = useQuery(queries.topics());
  const [now] = useState(() => new Date());
  const period = useMemo(() => periodOf(search, now, ZONE), [search, now]);
  const topic = topics.data?.find(({ id }) => id === search.topic) ?? topics.data?.[0];
  return (
    <Page
      title={t('clusters.talk')}
      text={t('clusters.talk.text')}
      toolbar={
        topic && <TalkToolbar topics={topics.data ?? []} topicId={topic.id} search={search} onChange={set} />
      }
    >
      {topics.isPending ? (
        <SkeletonRows label={t('clusters.loading')} />
      ) : topics.isError ? (
        <ErrorState error={topics.error} onRetry={() => void topics.refetch()} />
      ) : topic === undefined ? (
        <EmptyState
          icon={MessagesSquare}
          title={t('clusters.noTopic.title')}
          text={t('clusters.noTopic.text')}
          actions={
            <Link to="/topics/new" className="button button-primary button-m">
              {t('clusters.noTopic.add')}
            </Link>
          }
        />
      ) : (
        <Talks topicId={topic.id} period={period} open={search.open} onOpen={(open) => set({ open })} />
      )}
    </Page>
  );
}

interface TalksProps {
  topicId: string;
  period: TalkPeriod;
  open: string | undefined;
  onOpen(id: string | undefined): void;
}

function Talks({ topicId, period, open, onOpen }: TalksProps) {
  const asked = { topic: topicId, ...period };
  const talks = useTalks(asked);
  if (talks.isPending) return <SkeletonRows label={t('clusters.finding')} />;
  if (talks.isError) return <ErrorState error={talks.error} onRetry={() => void talks.refetch()} />;
  const found = talks.data;
  if (found.state === 'working')
    return (
      <div className="talk-working" aria-busy="true">
        <p className="muted">{t('clusters.working', { count: shortNumber(found.total) })}</p>
        <ProgressBar value={found.progress} max={1} label={t('clusters.finding')} />
      </div>
    );
  if (found.looked === 0)
    return (
      <EmptyState icon={MessagesSquare} title={t('clusters.none.title')} text={t('clusters.none.text')} />
    );
  const top = found.talks[0]?.posts ?? found.rest.posts;
  return (
    <>
      <p className="muted talk-looked">{lookedAt(found)}</p>
      {found.talks.length === 0 && (
        <EmptyState
          isSmall
          icon={MessagesSquare}
          title={t('clusters.few.title')}
          text={t('clusters.few.text')}
        />
      )}
      <ol className="talk-list" aria-label={t('clusters.talk')}>
        {found.talks.map((talk) => (
          <TalkRow key={talk.id} talk={talk} top={top} onOpen={() => onOpen(talk.id)} />
        ))}
        {found.rest.posts > 0 && <RestRow rest={found.rest} top={top} onOpen={() => onOpen('rest')} />}
      </ol>
      {open !== undefined && (
        <TalkPosts
          id={open}
          name={found.talks.find(({ id }) => id === open)?.words.join(', ') ?? t('clusters.rest')}
          asked={asked}
          onClose={() => onOpen(undefined)}
        />
      )}
    </>
  );
}

function lookedAt({ looked, total }: TalksView): string {
  const params = { looked: shortNumber(looked), total: shortNumber(total) };
  return t(looked > 0 && total > looked * 1.5 ? 'clusters.sample' : 'clusters.looked', params);
}

function useTalkSearch(): {
  search: TalkSearch;
  set(change: Partial<Record<keyof TalkSearch, string | undefined>>): void;
} {
  const text = JSON.stringify(useSearch({ from: '/shell/talk' }));
  const search = useMemo(() => readTalkSearch(JSON.parse(text) as Record<string, unknown>), [text]);
  const navigate = useNavigate();
  return {
    search,
    set: (change) =>
      void navigate({ to: '/talk', search: readTalkSearch({ ...search, ...change }), replace: true }),
  };
}
