import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Held } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Tick } from '../../components/choice.tsx';
import { useNow } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { relativeTime } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { outboxQueries } from './queries.ts';
import './suspension.css';

/** What fell due while it was suspended: read again, and sent or discarded, one by one or many at once. */
export function HeldMessages() {
  const { data } = useQuery(outboxQueries.held());
  const can = useCan();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { send, discard } = useDeciding(() => setChosen(new Set()));
  if (data === undefined || data.items.length === 0) return null;
  const { items } = data;
  const ids = items.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const isBlocked = items.some(({ id, isSuspended }) => chosen.has(id) && isSuspended);
  const title = data.nextCursor
    ? t('outbox.held.many', { count: String(items.length) })
    : tn('outbox.held.title', items.length);
  return (
    <section className="held" aria-label={title}>
      <Callout tone="warn" title={title}>
        {t('outbox.held.text')}
      </Callout>
      <div className="list">
        {can('outbox.decide') && (
          <div className="held-bar">
            <Tick
              label={t('outbox.held.all')}
              isOn={ids.length === 0 ? false : ids.length === items.length || 'some'}
              onChange={(isOn) => setChosen(new Set(isOn ? items.map(({ id }) => id) : []))}
            />
            <span className="grow" />
            <Button
              size="s"
              disabled={ids.length === 0 || isBlocked}
              isBusy={send.isPending}
              onClick={() => send.mutate(ids)}
            >
              {ids.length === 0 ? t('outbox.held.send.none') : tn('outbox.held.send', ids.length)}
            </Button>
            <Button
              size="s"
              disabled={ids.length === 0}
              isBusy={discard.isPending}
              onClick={() => discard.mutate(ids)}
            >
              {ids.length === 0 ? t('outbox.held.discard.none') : tn('outbox.held.discard', ids.length)}
            </Button>
          </div>
        )}
        <ul>
          {items.map((held) => (
            <HeldRow
              key={held.id}
              held={held}
              isChosen={chosen.has(held.id)}
              onToggle={() => toggle(held.id)}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

function HeldRow({ held, isChosen, onToggle }: { held: Held; isChosen: boolean; onToggle(): void }) {
  const now = useNow();
  const { title, text, link, dueAt, reason, isSuspended } = held;
  return (
    <li className="held-row">
      <Tick label={t('outbox.held.choose', { title })} isOn={isChosen} onChange={onToggle} />
      <div>
        <strong>{title}</strong>
        {isSuspended && <span className="faint"> · {t('outbox.held.still')}</span>}
        <p dir="auto">{text}</p>
        <p className="faint">{t('outbox.held.why', { time: relativeTime(dueAt, now), reason })}</p>
      </div>
      {link !== null && <Link to={link}>{t('outbox.held.open')}</Link>}
    </li>
  );
}

function useDeciding(onDecided: () => void) {
  const queryClient = useQueryClient();
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['outbox'] });
    void queryClient.invalidateQueries({ queryKey: ['inbox'] });
  };
  const post = (what: 'send' | 'discard' | 'restore') => (ids: readonly string[]) =>
    api.post<{ count: number }>(`/outbox/held/${what}`, { ids });
  const send = useMutation({
    mutationFn: post('send'),
    onSuccess: ({ count }) => {
      onDecided();
      showToast({ text: tn('outbox.held.sent', count) });
    },
    onError: toastError,
    onSettled: refresh,
  });
  const discard = useMutation({
    mutationFn: post('discard'),
    onSuccess: ({ count }, ids) => {
      onDecided();
      offerUndo({
        text: tn('outbox.held.discarded', count),
        undo: () => post('restore')(ids).then(refresh, toastError),
      });
    },
    onError: toastError,
    onSettled: refresh,
  });
  return { send, discard };
}
