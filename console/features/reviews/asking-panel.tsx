import { useInfiniteQuery } from '@tanstack/react-query';
import { Link2, MailQuestion } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { MoreList } from '../../components/more-list.tsx';
import { EmptyState } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { AskingForm } from './asking-form.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { type InvitationView, reviewQueries } from './queries.ts';

/** Who was or will be asked, and links that were handed out. */
export function AskingPanel() {
  const invitations = useInfiniteQuery(reviewQueries.invitations());
  const items = invitations.data?.pages.flatMap((page) => page.items) ?? [];
  const mayManage = useCan()('reviews.manage');
  const [isInviting, setInviting] = useState(false);
  const [file, setFile] = useState<string | null>(null);
  return (
    <div className="stack">
      <AskingForm />
      <section className="stack" aria-label={t('reviews.invitations')}>
        <h2>{t('reviews.invitations')}</h2>
        {mayManage && (
          <div className="reviews-actions">
            <Button icon={Link2} onClick={() => setInviting(true)}>
              {t('reviews.invite')}
            </Button>
            <FileButton label={t('reviews.orders.import')} accept=".csv,.txt" onRead={setFile} />
          </div>
        )}
        <MoreList
          found={invitations}
          label={t('reviews.invitations')}
          empty={
            <EmptyState
              icon={MailQuestion}
              title={t('reviews.invitations.none')}
              text={t('reviews.invitations.none.text')}
            />
          }
        >
          {items.map((one) => (
            <Row key={one.id} invitation={one} />
          ))}
        </MoreList>
      </section>
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {file !== null && <ImportDialog what="orders" text={file} onClose={() => setFile(null)} />}
    </div>
  );
}

const TONES = {
  handed: 'neutral',
  planned: 'neutral',
  queued: 'accent',
  sent: 'ok',
  failed: 'bad',
  dropped: 'neutral',
} as const;

function Row({ invitation }: { invitation: InvitationView }) {
  const { productName, state, why, incentive, isFromOrder, dueAt, askedAt, reviewId, createdAt } = invitation;
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong dir="auto">{productName}</strong>
          <Badge tone={TONES[state]}>{t(`reviews.invitation.${state}`)}</Badge>
          {reviewId !== null && <Badge tone="ok">{t('reviews.invitation.used')}</Badge>}
          {incentive !== 'none' && <Badge tone="warn">{t(`reviews.incentive-${incentive}`)}</Badge>}
        </div>
        <p className="muted">
          {t(isFromOrder ? 'reviews.invitation.order' : 'reviews.invitation.hand', {
            name: invitation.byName,
          })}{' '}
          · <Time at={askedAt ?? (state === 'planned' ? dueAt : null) ?? createdAt} as="exact" />
          {why !== null && ` · ${why}`}
        </p>
      </div>
    </li>
  );
}
