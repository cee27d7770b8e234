import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Scale } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { MoreList } from '../../components/more-list.tsx';
import { EmptyState } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { showToast } from '../../components/toast-store.ts';
import { hasMessage, t } from '../../i18n/index.ts';
import { type ActionView, moderationQueries } from './queries.ts';

/** What was done to members, or what they appeal against. */
export function ActionsPanel({ list }: { list: 'all' | 'appeals' }) {
  const found = useInfiniteQuery(moderationQueries.actions(list));
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const name = list === 'all' ? 'log' : 'appeals';
  return (
    <MoreList
      found={found}
      label={t(`moderation.tab.${name}`)}
      empty={
        <EmptyState
          icon={Scale}
          title={t(`moderation.${name}.none`)}
          text={t(`moderation.${name}.none.text`)}
        />
      }
    >
      {items.map((action) => (
        <Row key={action.id} action={action} />
      ))}
    </MoreList>
  );
}

function Row({ action }: { action: ActionView }) {
  const mayDecide = useCan()('moderation.decide');
  const kindKey = `moderation.kind.${action.kind ?? ''}`;
  const { member, what, title, reason, byName, at, undoneAt, appeal } = action;
  return (
    <li className="list-row moderation-case">
      <div className="moderation-head">
        {member && (
          <Link to="/members/$memberId" params={{ memberId: member.id }}>
            <strong>{member.name}</strong>
          </Link>
        )}
        <span>
          {t(`moderation.act.${what}`)}
          {hasMessage(kindKey) ? ` (${t(kindKey)})` : ''}
          {title ? `: ${title}` : ''}
        </span>
        <span className="faint">
          {byName ?? t('moderation.act.rules')} · <Time at={at} />
          {undoneAt === null ? '' : ` · ${t('moderation.act.undone')}`}
        </span>
      </div>
      {reason !== '' && <p className="muted">{reason}</p>}
      {appeal && (
        <p dir="auto">
          <strong>{t('moderation.appeal.says')}:</strong> {appeal.text}
        </p>
      )}
      {appeal && appeal.state !== 'open' && (
        <p className="muted">
          {t(`moderation.appeal.${appeal.state}`, {
            name: appeal.decidedByName ?? '',
            answer: appeal.answer ?? '',
          })}
        </p>
      )}
      {appeal?.state === 'open' &&
        mayDecide &&
        (appeal.isYours ? (
          <AppealForm id={action.id} />
        ) : (
          <p className="muted">{t('moderation.appeal.notYours')}</p>
        ))}
    </li>
  );
}

function AppealForm({ id }: { id: string }) {
  const [answer, setAnswer] = useState('');
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (isGranted: boolean) => api.put(`/moderation/actions/${id}/appeal`, { isGranted, answer }),
    onSuccess: () => showToast({ text: t('moderation.appeal.done') }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['moderation'] }),
  });
  const isReady = answer.trim() !== '';
  return (
    <div className="stack">
      <TextAreaField
        label={t('moderation.appeal.answer')}
        maxLength={1000}
        value={answer}
        onChange={(event) => setAnswer(event.target.value)}
      />
      <FormError error={decide.error} />
      <div className="moderation-acts">
        <Button
          variant="primary"
          disabled={!isReady}
          isBusy={decide.isPending}
          onClick={() => decide.mutate(true)}
        >
          {t('moderation.appeal.grant')}
        </Button>
        <Button disabled={!isReady} onClick={() => decide.mutate(false)}>
          {t('moderation.appeal.decline')}
        </Button>
      </div>
    </div>
  );
}
