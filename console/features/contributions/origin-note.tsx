import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import './contributions.css';
import { contributionQueries, type Origin } from './queries.ts';

/** Beside an article: of what it was made, for us only, and who is credited below it. */
export function OriginNote({ articleId }: { articleId: string }) {
  const { data } = useQuery(contributionQueries.origin(articleId));
  if (data === undefined || (data.origin === null && data.credits.length === 0)) return null;
  return (
    <section className="article-learned origin">
      <h2>{t('contributions.origin')}</h2>
      {data.origin !== null && (
        <p>
          <SourceLink origin={data.origin} />{' '}
          <span className="faint">
            {data.origin.by} · <Time at={data.origin.at} />
          </span>
        </p>
      )}
      {data.credits.map(({ memberId, kind, handle, name, isHidden }) => (
        <p key={`${memberId} ${kind}`}>
          {t(`contributions.credit.${kind}`, { name: `${name} (@${handle})` })}
          {isHidden && <span className="faint"> {t('contributions.credit.hidden')}</span>}
        </p>
      ))}
    </section>
  );
}

function SourceLink({ origin }: { origin: NonNullable<Origin['origin']> }) {
  const { kind, id, conversationId } = origin;
  const label = t(`contributions.from.${kind}`);
  if (kind === 'thread')
    return (
      <Link to="/community-desk/$threadId" params={{ threadId: id }}>
        {label}
      </Link>
    );
  if (kind === 'case')
    return (
      <Link to="/cases/$caseId" params={{ caseId: id }}>
        {label}
      </Link>
    );
  return (
    <Link to="/inbox/{-$conversationId}" params={{ conversationId: conversationId ?? '' }}>
      {label}
    </Link>
  );
}
