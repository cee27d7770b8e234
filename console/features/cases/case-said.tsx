import { Link } from '@tanstack/react-router';
import { Split } from 'lucide-react';
import type { CaseDetail, Said } from '#respond/cases/schema.ts';
import { useCan } from '../../app/session.ts';
import { classNames } from '../../components/class-names.ts';
import { FileList } from '../../components/files/file-list.tsx';
import { IconButton } from '../../components/button.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { Parts } from '../posts/post-text.tsx';
import { textParts } from '../posts/text-parts.ts';
import { StatusBadge } from '../inbox/status.tsx';
import { useCaseActions } from './use-cases.ts';

/** Everything that was said, in the order of time, each with its channel; above it the conversations it comes from. */
export function CaseSaid({ detail }: { detail: CaseDetail }) {
  const { said } = detail;
  return (
    <section aria-label={t('cases.said')}>
      <Threads detail={detail} />
      {said.length === 0 ? (
        <p className="faint">{t('cases.said.none')}</p>
      ) : (
        <ol className="case-said">
          {said.map((one) => (
            <Line key={one.id} said={one} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Line({ said }: { said: Said }) {
  return (
    <li className={classNames('case-line', `case-line-${said.side}`)}>
      <header className="case-line-head">
        <strong className="ellipsis">{said.who}</strong>
        {said.network === null ? (
          <span className="faint">{t('cases.note')}</span>
        ) : (
          <NetworkIcon network={said.network} hasName />
        )}
        {said.state !== null && <span className="case-line-state">{said.state}</span>}
        <span className="grow" />
        {said.url === null ? (
          <Time at={said.at} className="faint" />
        ) : (
          <a href={said.url} target="_blank" rel="noopener noreferrer nofollow">
            <Time at={said.at} />
          </a>
        )}
      </header>
      <p className="post-text" dir="auto">
        {said.state === 'deleted' ? t('posts.deleted') : <Parts parts={textParts(said.text)} />}
      </p>
      <FileList files={said.files} />
    </li>
  );
}

function Threads({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  if (detail.threadsOf.length === 0) return null;
  return (
    <ul className="case-threads" aria-label={tn('cases.threads', detail.threads)}>
      {detail.threadsOf.map(({ row, hasLeft }) => (
        <li key={row.id} className="case-thread">
          <NetworkIcon network={row.network} />
          <Link
            to="/inbox/{-$conversationId}"
            params={{ conversationId: row.id }}
            search={{ status: 'any' }}
            className="ellipsis grow"
            dir="auto"
          >
            {row.excerpt || row.author.handle}
          </Link>
          {hasLeft ? (
            <span className="faint">{t('cases.thread.left')}</span>
          ) : (
            <StatusBadge status={row.status} />
          )}
          {can('cases.work') && !hasLeft && detail.threads > 1 && (
            <IconButton
              size="s"
              icon={Split}
              label={t('cases.act.split')}
              onClick={() => void actions.split(detail.id, [row.id])}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
