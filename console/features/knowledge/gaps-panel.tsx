import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, PencilLine, RefreshCw } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { GapThreads } from '../contributions/gap-threads.tsx';
import { knowledgeQueries } from './queries.ts';
import type { GapsView, GapView } from './types.ts';

/** Questions that several customers ask and that no article answers, most asked first. */
export function GapsPanel() {
  const { data, error, isPending, refetch } = useQuery(knowledgeQueries.gaps());
  if (error !== null && data === undefined)
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows count={4} label={t('common.loading')} />;
  return (
    <div className="stack">
      <Head at={data.at} />
      {data.items.length === 0 && data.searches.length === 0 ? (
        <EmptyState
          icon={CircleCheck}
          title={t('knowledge.gaps.none')}
          text={t('knowledge.gaps.none.text')}
        />
      ) : (
        <ul className="list">
          {data.items.map((gap) => (
            <GapRow key={gap.id} gap={gap} />
          ))}
        </ul>
      )}
      {data.searches.length > 0 && <Searches searches={data.searches} />}
    </div>
  );
}

function Head({ at }: { at: string | null }) {
  const mayWrite = useCan()('knowledge.write');
  const look = useMutation({
    mutationFn: () => api.post('/knowledge/gaps/search'),
    onSuccess: () => showToast({ text: t('knowledge.gaps.asked') }),
    onError: toastError,
  });
  return (
    <div className="gaps-head">
      <p className="muted grow">
        {t('knowledge.gaps.text')}{' '}
        {at !== null && (
          <span className="faint">
            {t('knowledge.gaps.lookedAt')} <Time at={at} />
          </span>
        )}
      </p>
      {mayWrite && (
        <Button size="s" icon={RefreshCw} isBusy={look.isPending} onClick={() => look.mutate()}>
          {t('knowledge.gaps.look')}
        </Button>
      )}
    </div>
  );
}

function GapRow({ gap }: { gap: GapView }) {
  const mayWrite = useCan()('knowledge.write');
  const go = useGo();
  const queryClient = useQueryClient();
  const dismiss = useMutation({
    mutationFn: () => api.delete(`/knowledge/gaps/${gap.id}`),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['knowledge', 'gaps'] }),
  });
  return (
    <li className="gap">
      <div className="grow">
        <strong className="gap-asked">{tn('knowledge.gaps.count', gap.asked)}</strong>
        <span className="gap-words">{gap.words.join(', ')}</span>
        {gap.example !== '' && (
          <p className="muted" dir="auto">
            “{gap.example}”
          </p>
        )}
        <p className="gap-links">
          {gap.conversationIds.slice(0, 5).map((id, i) => (
            <Link key={id} to="/inbox/{-$conversationId}" params={{ conversationId: id }}>
              {t('knowledge.gaps.conversation', { number: i + 1 })}
            </Link>
          ))}
        </p>
        <GapThreads gapId={gap.id} />
      </div>
      {mayWrite && (
        <div className="gap-actions">
          <Button
            icon={PencilLine}
            onClick={() => go(`/knowledge/new?title=${encodeURIComponent(titleOf(gap))}`)}
          >
            {t('knowledge.gaps.write')}
          </Button>
          <Button variant="ghost" isBusy={dismiss.isPending} onClick={() => dismiss.mutate()}>
            {t('knowledge.gaps.dismiss')}
          </Button>
        </div>
      )}
    </li>
  );
}

function titleOf({ words }: GapView): string {
  const title = words.join(' ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function Searches({ searches }: Pick<GapsView, 'searches'>) {
  return (
    <Section title={t('knowledge.gaps.searches')} text={t('knowledge.gaps.searches.text')}>
      <ul className="list">
        {searches.map(({ words, language, count }) => (
          <li key={`${language} ${words}`} className="gap-search">
            <span className="grow" lang={language}>
              {words}
            </span>
            <span className="figures">{tn('knowledge.gaps.searched', count)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
