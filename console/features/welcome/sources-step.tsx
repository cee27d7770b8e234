import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FlaskConical, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import type { SourceView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { FormError } from '../../components/form-error.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { t } from '../../i18n/index.ts';
import { RemoveSample } from '../settings/system/remove-sample.tsx';
import { useSample } from '../settings/system/use-sample.ts';
import { LivePosts } from './live-posts.tsx';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './step-props.ts';
import { FIREHOSE, useNetworkCheck } from './use-network-check.ts';

/** Is there a network? With one the stream begins and is shown; without one the sample stands in. */
export function SourcesStep({ onNext, isBusy }: StepProps) {
  const check = useNetworkCheck();
  const sources = useQuery({ ...queries.sources(), refetchInterval: 3000 });
  const sample = useSample();
  const isListening = sources.data?.some(isFirehose) === true;
  return (
    <div className="stack">
      {check.isPending ? (
        <p className="row muted" role="status">
          <span className="spinner" aria-hidden />
          {t('welcome.sources.checking')}
        </p>
      ) : check.error !== null ? (
        <ErrorState error={check.error} isSmall onRetry={() => void check.refetch()} />
      ) : check.data.ok ? (
        <Reachable isListening={isListening} />
      ) : (
        <Unreachable
          reason={check.data.summary}
          isChecking={check.isFetching}
          onRetry={() => void check.refetch()}
        />
      )}
      {sample.isOn !== undefined && (check.data?.ok === false || sample.isOn) && (
        <SampleOffer sample={sample} />
      )}
      {(check.data?.ok === true || sample.isOn === true) && (
        <LivePosts
          firehose={check.data?.ok === true ? sources.data?.find(isFirehose) : undefined}
          passing={check.data?.ok === true ? check.data.sample : []}
        />
      )}
      <StepFoot
        onNext={onNext}
        isBusy={isBusy}
        isDone={(isListening && check.data?.ok === true) || sample.isOn === true}
      />
    </div>
  );
}

const isFirehose = (source: SourceView) => source.kind === FIREHOSE;

function Reachable({ isListening }: { isListening: boolean }) {
  const queryClient = useQueryClient();
  const listen = useMutation({
    mutationFn: () => api.post('/sources', { kind: FIREHOSE, name: t('welcome.sources.name'), config: {} }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sources'] }),
  });
  return (
    <>
      <Callout
        tone="ok"
        isUrgent
        title={t(isListening ? 'welcome.sources.listening' : 'welcome.sources.reachable')}
        actions={
          !isListening && (
            <Button variant="primary" isBusy={listen.isPending} onClick={() => listen.mutate()}>
              {t('welcome.sources.listen')}
            </Button>
          )
        }
      >
        {t(isListening ? 'welcome.sources.listeningText' : 'welcome.sources.reachableText')}
      </Callout>
      <FormError error={listen.error} />
    </>
  );
}

function Unreachable({
  reason,
  isChecking,
  onRetry,
}: {
  reason: string;
  isChecking: boolean;
  onRetry(): void;
}) {
  return (
    <Callout
      tone="warn"
      isUrgent
      title={t('welcome.sources.unreachable')}
      actions={
        <Button icon={RefreshCw} isBusy={isChecking} onClick={onRetry}>
          {t('common.tryAgain')}
        </Button>
      }
    >
      {t('welcome.sources.unreachableText')}
      <span className="network-reason">{reason}</span>
    </Callout>
  );
}

function SampleOffer({ sample }: { sample: ReturnType<typeof useSample> }) {
  const [isRemoving, setRemoving] = useState(false);
  const start = useMutation({ mutationFn: sample.start });
  const isOn = sample.isOn === true;
  return (
    <>
      <Callout
        tone={isOn ? 'ok' : 'info'}
        title={t(isOn ? 'welcome.sample.isOn' : 'welcome.sample.offer')}
        actions={
          isOn ? (
            <Button icon={Trash2} onClick={() => setRemoving(true)}>
              {t('settings.sample.remove')}
            </Button>
          ) : (
            <Button
              variant="primary"
              icon={FlaskConical}
              isBusy={start.isPending}
              onClick={() => start.mutate()}
            >
              {t('settings.sample.start')}
            </Button>
          )
        }
      >
        {t('settings.sample.text')}
      </Callout>
      <FormError error={start.error} />
      <RemoveSample remove={sample.remove} isOpen={isRemoving} onOpenChange={setRemoving} />
    </>
  );
}
