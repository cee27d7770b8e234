import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { personQueries, type Touch } from './queries.ts';

/** What was said on both sides over all accounts of a person, newest first. */
export function Timeline({ accountId }: { accountId: string }) {
  const timeline = useInfiniteQuery(personQueries.timeline(accountId));
  const items = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <details className="person-timeline">
      <summary>{t('persons.timeline')}</summary>
      <ol>
        {items.map((touch) => (
          <li key={touch.id} className={classNames('person-touch', touch.isOwn && 'person-touch-own')}>
            <span className="person-item-head">
              <NetworkIcon network={touch.network} />
              {touch.isOwn && <span>{t('persons.timeline.us')}</span>}
              <When touch={touch} />
            </span>
            <span className="person-excerpt" dir="auto">
              {touch.text}
            </span>
          </li>
        ))}
      </ol>
      {timeline.hasNextPage && (
        <Button
          size="s"
          variant="ghost"
          isBusy={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </details>
  );
}

function When({ touch }: { touch: Touch }) {
  if (touch.link === null) return <Time at={touch.at} className="faint" />;
  return (
    <a href={touch.link}>
      <Time at={touch.at} />
    </a>
  );
}
