import { Check, Link2, MessageSquareText, Pencil, X } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { LinkForm } from './link-form.tsx';
import type { ApprovalView } from './types.ts';
import { seenOf } from './seen.ts';
import { useAct } from './use-act.ts';
import { WordForm } from './word-form.tsx';

export type Saying = 'reject' | 'ask' | 'suggest' | 'link' | null;

/** What somebody who is asked can say about a reply. */
export function DecideForm({
  approval,
  picked,
  saying,
  onSaying,
  isCurrent,
}: {
  approval: ApprovalView;
  picked: number;
  saying: Saying;
  onSaying(saying: Saying): void;
  /** The keys mean this one. */
  isCurrent: boolean;
}) {
  const act = useAct(approval, () => onSaying(null));
  const seen = seenOf(approval, picked);
  const text = approval.offered.find(({ hash }) => hash === seen.hash)?.text ?? '';
  if (saying === 'link') return <LinkForm approval={approval} onClose={() => onSaying(null)} />;
  if (saying !== null)
    return (
      <WordForm
        key={saying}
        label={t(`approvals.say.${saying}`)}
        start={saying === 'suggest' ? text : ''}
        button={t(`approvals.${saying}`)}
        isBusy={act.isPending}
        onCancel={() => onSaying(null)}
        onSay={(words) => {
          const field = { reject: 'reason', ask: 'note', suggest: 'text' }[saying];
          act.mutate({ name: saying, body: { ...seen, [field]: words } });
        }}
      />
    );
  return (
    <div className="approval-actions">
      <Button
        variant={isCurrent ? 'primary' : 'secondary'}
        icon={Check}
        isBusy={act.isPending}
        shortcut={isCurrent ? 'a' : undefined}
        onClick={() => act.mutate({ name: 'approve', body: seen })}
      >
        {t('approvals.approve')}
      </Button>
      <Button icon={X} shortcut={isCurrent ? 'r' : undefined} onClick={() => onSaying('reject')}>
        {t('approvals.reject')}
      </Button>
      <Button icon={MessageSquareText} onClick={() => onSaying('ask')}>
        {t('approvals.ask')}
      </Button>
      <Button icon={Pencil} shortcut={isCurrent ? 'e' : undefined} onClick={() => onSaying('suggest')}>
        {t('approvals.suggest')}
      </Button>
      <Button icon={Link2} variant="ghost" onClick={() => onSaying('link')}>
        {t('approvals.link')}
      </Button>
    </div>
  );
}
