import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox, SearchX } from 'lucide-react';
import { queries } from '../../api/queries.ts';
import { EmptyState } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { type QueueFilters, showSame } from './filters.ts';
import { inboxQueries } from './queries.ts';

export function NothingHere({ filters }: { filters: QueueFilters }) {
  const counts = useQuery(inboxQueries.counts()).data;
  const sources = useQuery(queries.sources());
  if (filters.q !== undefined) {
    return (
      <EmptyState
        isSmall
        icon={SearchX}
        title={t('inbox.empty.search.title', { query: filters.q })}
        text={t('inbox.empty.search.text')}
        actions={
          filters.status !== 'any' && (
            <Link
              to="/inbox/{-$conversationId}"
              params={{ conversationId: undefined }}
              search={{ status: 'any', q: filters.q }}
              className="button button-secondary button-m"
            >
              {t('inbox.empty.search.any')}
            </Link>
          )
        }
      />
    );
  }
  const total = counts === undefined ? null : counts.open + counts.waiting + counts.snoozed + counts.done;
  if (total === 0) {
    const hasSource = (sources.data ?? []).length > 0;
    return (
      <EmptyState
        isSmall
        icon={Inbox}
        title={t('inbox.empty.first.title')}
        text={t('inbox.empty.first.text')}
        actions={
          <Link
            to={(hasSource ? '/stream' : '/sources') as string}
            className="button button-primary button-m"
          >
            {t(hasSource ? 'inbox.empty.open.stream' : 'inbox.empty.first.sources')}
          </Link>
        }
      />
    );
  }
  if (!showSame(filters, {}))
    return (
      <EmptyState
        isSmall
        icon={Inbox}
        title={t('inbox.empty.view.title')}
        text={t('inbox.empty.view.text')}
      />
    );
  return (
    <EmptyState
      isSmall
      icon={Inbox}
      title={t('inbox.empty.open.title')}
      text={t('inbox.empty.open.text')}
      actions={
        <Link to={'/stream' as string} className="button button-secondary button-m">
          {t('inbox.empty.open.stream')}
        </Link>
      }
    />
  );
}
