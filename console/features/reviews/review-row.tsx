import { Link } from '@tanstack/react-router';
import { BadgeCheck, EyeOff, Gift, MessageSquareReply } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import type { ReviewView } from './queries.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { starsIn } from './search.ts';
import { useChanging } from './use-changing.ts';

type Open = 'answer' | 'remove' | 'history' | null;

/** One review with what became of it. */
export function ReviewRow({ review }: { review: ReviewView }) {
  const [open, setOpen] = useState<Open>(null);
  const { stars, title, markdown, author, productName, writtenAt, reply, removal, state, helpful } = review;
  const close = () => setOpen(null);
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <span className="reviews-stars" role="img" aria-label={tn('reviews.stars', stars)}>
            {starsIn(stars)}
          </span>
          <a href={review.url} target="_blank" rel="noopener" dir="auto">
            <strong>{title}</strong>
          </a>
          <Marks review={review} />
        </div>
        <p className="muted">
          {author.name} · {productName} · <Time at={writtenAt} as="relative" />
          {helpful > 0 && ` · ${tn('reviews.helpful', helpful)}`}
        </p>
        {markdown !== '' && (
          <p className="reviews-text" dir="auto">
            {markdown}
          </p>
        )}
        {state === 'removed' && removal !== null && (
          <p className="muted">
            {t('reviews.removedBecause', { reason: t(`reviews.reason.${removal.reason}`) })} {removal.note}
          </p>
        )}
        {reply !== null && (
          <div className="reviews-answer">
            <p className="muted">{t('reviews.answerOf', { name: reply.byName })}</p>
            <p className="reviews-text" dir="auto">
              {reply.markdown}
            </p>
          </div>
        )}
        <Actions review={review} onOpen={setOpen} />
      </div>
      {open === 'answer' && <AnswerDialog review={review} onClose={close} />}
      {open === 'remove' && <RemoveDialog review={review} onClose={close} />}
      {open === 'history' && <HistoryDialog review={review} onClose={close} />}
    </li>
  );
}

function Marks({ review: { isVerified, incentive, state } }: { review: ReviewView }) {
  return (
    <>
      {isVerified && (
        <Badge tone="ok" icon={BadgeCheck}>
          {t('reviews.verified')}
        </Badge>
      )}
      {incentive !== 'none' && (
        <Badge tone="warn" icon={Gift}>
          {t(`reviews.incentive-${incentive}`)}
        </Badge>
      )}
      {state !== 'shown' && (
        <Badge tone="bad" icon={EyeOff}>
          {t(`reviews.state.${state}`)}
        </Badge>
      )}
    </>
  );
}

function Actions({ review, onOpen }: { review: ReviewView; onOpen(open: Open): void }) {
  const can = useCan();
  const restore = useChanging(() => api.delete(`/reviews/${review.id}/removed`));
  const { state, reply, removal, version, caseId, title } = review;
  const mayRestore = state === 'held' || (state === 'removed' && removal?.reason !== 'withdrawn');
  return (
    <div className="reviews-actions">
      {can('reviews.write') && state !== 'removed' && (
        <Button icon={MessageSquareReply} onClick={() => onOpen('answer')}>
          {t(reply === null ? 'reviews.answer' : 'reviews.answer.change')}
          <span className="visually-hidden">: {title}</span>
        </Button>
      )}
      {can('reviews.manage') && state !== 'removed' && (
        <Button onClick={() => onOpen('remove')}>
          {t('reviews.remove')}
          <span className="visually-hidden">: {title}</span>
        </Button>
      )}
      {can('reviews.manage') && mayRestore && (
        <Button isBusy={restore.isPending} onClick={() => restore.mutate(undefined)}>
          {t('reviews.restore')}
          <span className="visually-hidden">: {title}</span>
        </Button>
      )}
      {version > 1 && (
        <Button variant="ghost" onClick={() => onOpen('history')}>
          {t('reviews.history')}
          <span className="visually-hidden">: {title}</span>
        </Button>
      )}
      {caseId !== null && (
        <Link to="/cases/$caseId" params={{ caseId }}>
          {t('reviews.case')}
        </Link>
      )}
    </div>
  );
}
