import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarClock, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { t } from '../../i18n/index.ts';
import { scheduleQueries, type ScheduledView } from './queries.ts';
import './schedule.css';
import { SendLater } from './send-later.tsx';
import { useScheduled } from './use-schedule.ts';
import { timeWords } from './words.ts';

/** Answers of a conversation that leave later, or wait for a decision; above the composer. */
export function ScheduledCards({
  conversationId,
  onCancelled,
}: {
  conversationId: string;
  onCancelled(text: string): void;
}) {
  const items = useWaiting(conversationId);
  if (items.length === 0) return null;
  return (
    <section className="scheduled-cards" aria-label={t('schedule.title')}>
      {items.map((scheduled) => (
        <ScheduledCard key={scheduled.id} scheduled={scheduled} onCancelled={onCancelled} />
      ))}
    </section>
  );
}

/** Everything that leaves later, on the outbox's screen. */
export function ScheduledList() {
  const items = useWaiting(null);
  if (items.length === 0) return null;
  return (
    <section className="scheduled-list" aria-label={t('schedule.title')}>
      <h2>{t('schedule.title')}</h2>
      {items.map((scheduled) => (
        <ScheduledCard key={scheduled.id} scheduled={scheduled} isListed />
      ))}
    </section>
  );
}

function useWaiting(conversationId: string | null): ScheduledView[] {
  const queryClient = useQueryClient();
  useLive('schedule.changed', () => void queryClient.invalidateQueries({ queryKey: ['schedule'] }));
  return useQuery(scheduleQueries.waiting(conversationId)).data ?? [];
}

function ScheduledCard({
  scheduled,
  isListed = false,
  onCancelled,
}: {
  scheduled: ScheduledView;
  isListed?: boolean;
  onCancelled?(text: string): void;
}) {
  const mayWrite = useCan()('schedule.write');
  const [isMoving, setIsMoving] = useState(false);
  const step = useScheduled(scheduled, onCancelled);
  const { asked, text, createdBy, sendAt, zone, conversationId, customer } = scheduled;
  const Icon = asked ? CircleAlert : CalendarClock;
  const busy = (kind: string) => step.isPending && step.variables.kind === kind;
  return (
    <article className={classNames('scheduled', asked !== null && 'scheduled-asked')}>
      <header className="scheduled-head">
        <Icon size={14} aria-hidden />
        <strong>
          {asked ? t('schedule.asked') : t('schedule.leaves', { time: timeWords(sendAt, zone) })}
        </strong>
        <span className="faint ellipsis">
          {createdBy.name}
          {isListed && ` → ${customer}`}
        </span>
      </header>
      {scheduled.approval !== null && <p className="faint">{t(`schedule.approval.${scheduled.approval}`)}</p>}
      {asked && <p className="scheduled-why">{asked.text}</p>}
      <p className="scheduled-text" dir="auto">
        {text}
      </p>
      <div className="scheduled-acts">
        {mayWrite && (
          <>
            <Button size="s" isBusy={busy('send')} onClick={() => step.mutate({ kind: 'send' })}>
              {t('schedule.now')}
            </Button>
            <Button size="s" isBusy={busy('move')} onClick={() => setIsMoving(true)}>
              {t('schedule.move')}
            </Button>
            <Button
              size="s"
              variant="ghost"
              isBusy={busy('cancel')}
              onClick={() => step.mutate({ kind: 'cancel' })}
            >
              {t(onCancelled ? 'schedule.edit' : 'schedule.discard')}
            </Button>
          </>
        )}
        {isListed && (
          <Link
            to="/inbox/{-$conversationId}"
            params={{ conversationId }}
            search={{ status: 'any' }}
            className="reply-receipt"
          >
            {t('schedule.open')}
          </Link>
        )}
      </div>
      <SendLater
        conversationId={conversationId}
        isOpen={isMoving}
        onClose={() => setIsMoving(false)}
        onChoose={(when) => {
          setIsMoving(false);
          step.mutate({ kind: 'move', when });
        }}
      />
    </article>
  );
}
