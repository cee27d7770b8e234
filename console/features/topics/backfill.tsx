import { useMutation, useQueryClient } from '@tanstack/react-query';
import { History, Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { TopicView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/field.tsx';
import { ProgressBar } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';

type Backfill = TopicView['backfill'];

/** How far the search of stored posts is, in a few words; nothing when it is over. */
export function BackfillLine({ backfill }: { backfill: Backfill }) {
  if (backfill === null || backfill.state === 'done' || backfill.state === 'cancelled') return null;
  const share = backfill.total === 0 ? 0 : Math.min(99, Math.floor((backfill.done / backfill.total) * 100));
  return (
    <span className="row muted">
      <History size={14} aria-hidden />
      {t(backfill.state === 'running' ? 'topics.backfill.short' : 'topics.backfill.shortPaused', { share })}
    </span>
  );
}

/** The search of stored posts: progress, pause, cancel, and looking further back. */
export function BackfillPanel({ topic, mayWrite }: { topic: TopicView; mayWrite: boolean }) {
  const queryClient = useQueryClient();
  const steer = useMutation({
    mutationFn: ({ wish, days }: { wish?: 'pause' | 'resume' | 'cancel'; days?: number }) =>
      wish === undefined
        ? api.post(`/topics/${topic.id}/backfill`, { days })
        : api.post(`/topics/${topic.id}/backfill/${wish}`),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['topics'] }),
  });
  const backfill = topic.backfill;
  const isOpen = backfill !== null && (backfill.state === 'running' || backfill.state === 'paused');
  return (
    <div className="backfill">
      {backfill !== null && <p className="muted">{wordsFor(backfill)}</p>}
      {isOpen && (
        <ProgressBar value={backfill.done} max={backfill.total} label={t('topics.backfill.title')} />
      )}
      {mayWrite && isOpen && (
        <div className="form-actions">
          {backfill.state === 'running' ? (
            <Button size="s" icon={Pause} onClick={() => steer.mutate({ wish: 'pause' })}>
              {t('topics.backfill.pause')}
            </Button>
          ) : (
            <Button size="s" icon={Play} onClick={() => steer.mutate({ wish: 'resume' })}>
              {t('topics.backfill.resume')}
            </Button>
          )}
          <Button size="s" variant="ghost" icon={X} onClick={() => steer.mutate({ wish: 'cancel' })}>
            {t('topics.backfill.cancel')}
          </Button>
        </div>
      )}
      {mayWrite && !isOpen && (
        <LookBack onStart={(days) => steer.mutate({ days })} isBusy={steer.isPending} />
      )}
    </div>
  );
}

function LookBack({ onStart, isBusy }: { onStart(days: number): void; isBusy: boolean }) {
  const [days, setDays] = useState('90');
  return (
    <div className="form-actions">
      <Select
        aria-label={t('topics.backfill.span')}
        value={days}
        onChange={(event) => setDays(event.target.value)}
        choices={['30', '90', '365', '3650'].map((value) => ({
          value,
          label: value === '3650' ? t('topics.backfill.everything') : tn('topics.days', Number(value)),
        }))}
      />
      <Button size="s" icon={History} isBusy={isBusy} onClick={() => onStart(Number(days))}>
        {t('topics.backfill.start')}
      </Button>
    </div>
  );
}

function wordsFor(backfill: NonNullable<Backfill>): string {
  return t(`topics.backfill.${backfill.state}`, {
    done: shortNumber(backfill.done),
    total: shortNumber(Math.max(backfill.total, backfill.done)),
    found: tn('common.posts', backfill.found),
  });
}
