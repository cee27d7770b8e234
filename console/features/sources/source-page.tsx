import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Ban, FlaskConical, Pause, Play, Radio, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { ApiError } from '../../api/errors.ts';
import { queries } from '../../api/queries.ts';
import type { SourceView } from '../../api/types.ts';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { GapList } from './gap-list.tsx';
import { HealthBadge } from './health-badge.tsx';
import { RemoveSource } from './remove-source.tsx';
import { SourceFacts } from './source-facts.tsx';
import { SourceSettings } from './source-settings.tsx';
import './sources.css';
import { TestResult } from './test-result.tsx';
import type { SourceTest } from './types.ts';
import { useSourceActions } from './use-source-actions.ts';

export function SourcePage() {
  const { sourceId } = useParams({ strict: false });
  const { data, error, isPending, refetch } = useQuery({ ...queries.sources(), refetchInterval: 10_000 });
  if (isPending) {
    return (
      <Page title={t('sources.one')}>
        <SkeletonRows count={3} label={t('common.loading')} />
      </Page>
    );
  }
  const source = data?.find((one) => one.id === sourceId);
  if (source === undefined) {
    return (
      <Page title={t('sources.one')} text={<BackLink to="/sources">{t('sources.back')}</BackLink>}>
        <ErrorState
          error={error ?? new ApiError(404, null)}
          onRetry={error === null ? undefined : () => void refetch()}
        />
      </Page>
    );
  }
  return <Detail key={source.id} source={source} />;
}

function Detail({ source }: { source: SourceView }) {
  const mayManage = useCan()('sources.manage');
  return (
    <Page
      title={source.name}
      text={
        <>
          <BackLink to="/sources">{t('sources.back')}</BackLink> · {source.description}
        </>
      }
      toolbar={<Actions source={source} mayManage={mayManage} />}
    >
      <div className="stack">
        <WhoCan permission="sources.manage" action={t('sources.changing')} />
        <Problem source={source} />
        <SourceFacts source={source} />
        {source.gaps.length > 0 && (
          <Section title={t('sources.gaps')} text={t('sources.gaps.text')}>
            <GapList gaps={source.gaps} />
          </Section>
        )}
        {mayManage && <Trial source={source} />}
        <SourceSettings source={source} mayManage={mayManage} />
      </div>
    </Page>
  );
}

function Problem({ source }: { source: SourceView }) {
  return (
    <div className="source-state">
      <HealthBadge health={source.health} />
      {source.problem !== null && (
        <Callout
          tone={source.health === 'stopped' ? 'bad' : 'warn'}
          title={t(`sources.advice.${source.health}.title`)}
        >
          <p>{source.problem}</p>
          <p className="muted">{t(`sources.advice.${source.health}`)}</p>
        </Callout>
      )}
    </div>
  );
}

function Actions({ source, mayManage }: { source: SourceView; mayManage: boolean }) {
  const go = useGo();
  const { start, pause, readNow } = useSourceActions();
  const [isRemoving, setRemoving] = useState(false);
  const isRead = source.state === 'running' && source.health !== 'stopped';
  return (
    <>
      <Button icon={Radio} onClick={() => go(`/stream?source=${source.id}`)}>
        {t('topics.showStream')}
      </Button>
      <Button icon={Ban} onClick={() => go(`/sources/refusals?source=${source.id}`)}>
        {t('sources.refusals')}
      </Button>
      {mayManage && isRead && (
        <>
          <Button icon={RefreshCw} onClick={() => readNow(source)}>
            {t('sources.readNow')}
          </Button>
          <Button icon={Pause} onClick={() => pause(source)}>
            {t('sources.pause')}
          </Button>
        </>
      )}
      {mayManage && !isRead && (
        <Button variant="primary" icon={Play} onClick={() => start(source)}>
          {t('sources.start')}
        </Button>
      )}
      {mayManage && (
        <Button icon={Trash2} onClick={() => setRemoving(true)}>
          {t('common.remove')}
        </Button>
      )}
      <RemoveSource
        source={source}
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        onRemoved={() => go('/sources')}
      />
    </>
  );
}

function Trial({ source }: { source: SourceView }) {
  const test = useMutation({ mutationFn: () => api.post<SourceTest>(`/sources/${source.id}/test`) });
  return (
    <Section
      title={t('sources.trial')}
      text={t('sources.trial.text')}
      actions={
        <Button icon={FlaskConical} isBusy={test.isPending} onClick={() => test.mutate()}>
          {t('sources.test')}
        </Button>
      }
    >
      <FormError error={test.error} />
      {test.data !== undefined && <TestResult result={test.data} />}
    </Section>
  );
}
