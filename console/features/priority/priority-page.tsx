import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WeightsView } from '#respond/priority/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { BrakeSection } from '../floods/brake-section.tsx';
import { Pins } from './pins.tsx';
import './priority.css';
import { priorityQueries, type Weights } from './queries.ts';
import { WeightsEffect } from './weights-effect.tsx';

/** What each reason counts in the order of the queue, what other weights would have done, and where agents disagree. */
export function PriorityPage() {
  const weights = useQuery(priorityQueries.weights());
  return (
    <Page title={t('priority.title')} text={t('priority.text')}>
      <div className="stack">
        <WhoCan permission="priority.manage" action={t('priority.changing')} />
        {weights.isError ? (
          <ErrorState error={weights.error} onRetry={() => void weights.refetch()} />
        ) : weights.isPending ? (
          <SkeletonRows count={6} label={t('common.loading')} />
        ) : (
          <Editor key={weights.data.revision} view={weights.data} />
        )}
        <BrakeSection />
        <Section title={t('priority.pins')} text={t('priority.pins.text')}>
          <Pins />
        </Section>
      </div>
    </Page>
  );
}

function Editor({ view }: { view: WeightsView }) {
  const mayManage = useCan()('priority.manage');
  const [weights, setWeights] = useState<Weights>(() =>
    Object.fromEntries(view.factors.map(({ key, weight }) => [key, weight])),
  );
  const { save, undo } = useWeightsChange(view.revision);
  const isChanged = view.factors.some(({ key, weight }) => weights[key] !== weight);
  return (
    <>
      <ul className="list weights" aria-label={t('priority.weights')}>
        <li className="weight-row">
          <div className="grow">
            <strong>{t('priority.waiting')}</strong>
            <p className="muted">{t('priority.waiting.text')}</p>
          </div>
        </li>
        {view.factors.map(({ key, label, usually }) => (
          <li key={key} className="weight-row">
            <label className="grow" htmlFor={`weight-${key}`}>
              <strong>{label}</strong>
              <span className="muted">{t('priority.usually', { usually })}</span>
            </label>
            <input
              id={`weight-${key}`}
              type="range"
              min={0}
              max={5}
              step={0.25}
              disabled={!mayManage}
              value={weights[key]}
              aria-valuetext={t('priority.times', { weight: weights[key] ?? 1 })}
              onChange={(event) => setWeights({ ...weights, [key]: Number(event.target.value) })}
            />
            <span className="figures weight-times">{t('priority.times', { weight: weights[key] ?? 1 })}</span>
          </li>
        ))}
      </ul>
      {mayManage && (
        <div className="row">
          <Button
            variant="primary"
            isBusy={save.isPending}
            disabled={!isChanged}
            onClick={() =>
              save.mutate(weights, {
                onSuccess: () =>
                  showToast({
                    text: t('priority.saved'),
                    action: { label: t('common.undo'), run: () => undo.mutate(view.revision + 1) },
                  }),
              })
            }
          >
            {t('common.save')}
          </Button>
          {view.revision > 0 && !isChanged && (
            <Button isBusy={undo.isPending} onClick={() => undo.mutate(view.revision)}>
              {t('priority.undo')}
            </Button>
          )}
        </div>
      )}
      <Section title={t('priority.effect')} text={t('priority.effect.text')}>
        <WeightsEffect weights={weights} />
      </Section>
    </>
  );
}

function useWeightsChange(revision: number) {
  const queryClient = useQueryClient();
  const renew = () => void queryClient.invalidateQueries({ queryKey: ['priority'] });
  const options = { onSettled: renew, onError: toastError };
  return {
    save: useMutation({
      mutationFn: (weights: Weights) => api.put<WeightsView>('/priority/weights', { revision, weights }),
      ...options,
    }),
    undo: useMutation({
      mutationFn: (on: number) => api.post<WeightsView>('/priority/weights/undo', { revision: on }),
      ...options,
    }),
  };
}
