import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useGo } from '../../app/go.ts';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { topicQueries } from './queries.ts';
import { TopicEditor } from './topic-editor.tsx';
import { useTopicProgress } from './use-topic-progress.ts';

/** A topic that is there: its words, what it finds, and the search of stored posts. */
export function TopicPage() {
  const { topicId = '' } = useParams({ strict: false });
  const { data, error, isPending, refetch } = useQuery(topicQueries.detail(topicId));
  useTopicProgress();
  if (isPending) {
    return (
      <Page title={t('topics.one')} width="wide">
        <SkeletonRows count={3} label={t('common.loading')} />
      </Page>
    );
  }
  if (data === undefined) {
    return (
      <Page title={t('topics.one')} text={<BackLink to="/topics">{t('topics.back')}</BackLink>} width="wide">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  return <TopicEditor key={data.id} topic={data} />;
}

export function NewTopicPage() {
  const { q = '' }: { q?: string } = useSearch({ strict: false });
  const go = useGo();
  return <TopicEditor query={q} onCreated={(id) => go(`/topics/${id}`)} />;
}
