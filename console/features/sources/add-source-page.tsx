import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useGo } from '../../app/go.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { useCan } from '../../app/session.ts';
import { hasMessage, t } from '../../i18n/index.ts';
import { AddSourceForm } from './add-source-form.tsx';
import { sourceQueries } from './queries.ts';
import './sources.css';
import type { SourceKind } from './types.ts';
import { Verification } from './verification.tsx';

/** First what kind, then its form. */
export function AddSourcePage() {
  const { kind }: { kind?: string } = useSearch({ strict: false });
  const { data, error, isPending, refetch } = useQuery(sourceQueries.kinds());
  const go = useGo();
  const mayManage = useCan()('sources.manage');
  const chosen = data?.find((one) => one.kind === kind);
  return (
    <Page
      title={chosen?.title ?? t('sources.add')}
      text={
        <BackLink to={chosen === undefined ? '/sources' : '/sources/new'}>
          {chosen === undefined ? t('sources.back') : t('sources.otherKind')}
        </BackLink>
      }
    >
      {!mayManage ? (
        <WhoCan permission="sources.manage" action={t('sources.changing')} />
      ) : error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <SkeletonRows count={3} label={t('common.loading')} />
      ) : chosen === undefined ? (
        <ul className="list">
          {data.map((one) => (
            <KindRow key={one.kind} kind={one} />
          ))}
        </ul>
      ) : (
        <AddSourceForm key={chosen.kind} kind={chosen} onAdded={(id) => go(`/sources/${id}`)} />
      )}
    </Page>
  );
}

function KindRow({ kind }: { kind: SourceKind }) {
  const words = `sources.kind.${kind.kind}`;
  return (
    <li>
      <Link to={`/sources/new?kind=${encodeURIComponent(kind.kind)}` as string} className="kind-row">
        <NetworkIcon network={kind.network} size={20} />
        <span className="grow">
          <strong>{kind.title}</strong>
          {hasMessage(words) && <span className="muted kind-text">{t(words)}</span>}
          <span className="kind-facts">
            {kind.network !== 'sample' && <Verification level={kind.verification} />}
            <span className="muted">{t(`sources.reads.${kind.reads}`)}</span>
          </span>
        </span>
      </Link>
    </li>
  );
}
