import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { DiffText } from './diff-text.tsx';
import type { ApprovalView } from './types.ts';
import { useAct } from './use-act.ts';
import { WordForm } from './word-form.tsx';

const OPEN: ReadonlySet<string> = new Set(['waiting', 'changes', 'suggested']);

/** What the author can do about a reply that waits: take a suggestion, change it, ask again, take it back. */
export function AuthorActions({ approval }: { approval: ApprovalView }) {
  const [isEditing, setIsEditing] = useState(false);
  const act = useAct(approval, () => setIsEditing(false));
  const { suggestion, state } = approval;
  const isStopped = state === 'approved' && approval.problem !== null;
  if (!OPEN.has(state) && !isStopped) return null;
  const text = approval.offered[0]!.text;
  if (isEditing)
    return (
      <WordForm
        label={t('approvals.say.edit')}
        start={text}
        button={t('approvals.edit.save')}
        isBusy={act.isPending}
        onCancel={() => setIsEditing(false)}
        onSay={(words) => {
          const others = approval.offered.slice(1).map((offer) => offer.text);
          act.mutate({ name: 'texts', body: { texts: [words, ...others] } });
        }}
      />
    );
  return (
    <>
      {suggestion !== null && (
        <div className="approval-suggestion">
          <strong>{t('approvals.suggestion', { name: suggestion.by })}</strong>
          <DiffText before={text} after={suggestion.text} />
          {suggestion.note !== null && <q>{suggestion.note}</q>}
        </div>
      )}
      <div className="approval-actions">
        {suggestion !== null && (
          <Button
            variant="primary"
            isBusy={act.isPending}
            onClick={() => act.mutate({ name: 'accept', body: { hash: suggestion.hash } })}
          >
            {t('approvals.accept')}
          </Button>
        )}
        {isStopped && (
          <Button variant="primary" isBusy={act.isPending} onClick={() => act.mutate({ name: 'hand-over' })}>
            {t('approvals.handOver')}
          </Button>
        )}
        {!isStopped && <Button onClick={() => setIsEditing(true)}>{t('approvals.edit')}</Button>}
        {(state === 'changes' || state === 'suggested') && (
          <Button disabled={act.isPending} onClick={() => act.mutate({ name: 'insist' })}>
            {t('approvals.insist')}
          </Button>
        )}
        <Button disabled={act.isPending} onClick={() => act.mutate({ name: 'withdraw' })}>
          {t('approvals.withdraw')}
        </Button>
      </div>
    </>
  );
}
