import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { satisfactionQueries } from './queries.ts';
import './satisfaction.css';
import { stars } from './words.ts';

/** Beside a conversation: what its customer said of us, whether they were asked, and the way not to ask them again. Nothing where there is nothing to say. */
export function SatisfactionPanel({ conversationId }: { conversationId: string }) {
  const queryClient = useQueryClient();
  const mayWork = useCan()('satisfaction.work');
  const { data } = useQuery(satisfactionQueries.of(conversationId));
  const renew = () => void queryClient.invalidateQueries({ queryKey: ['satisfaction'] });
  useLive('satisfaction.changed', renew);
  const refuse = useMutation({
    mutationFn: (isRefused: boolean) =>
      api.put(`/inbox/${conversationId}/satisfaction/refusal`, { isRefused }),
    onError: toastError,
    onSettled: renew,
  });
  if (data === undefined || (data.ratings.length === 0 && data.ask === null && data.refusal === null))
    return null;
  const { ratings, ask, refusal } = data;
  return (
    <section className="satisfaction person-block" aria-label={t('satisfaction.title')}>
      <h3>{t('satisfaction.title')}</h3>
      {ratings.map(({ id, rating, text, at }) => (
        <div key={id} className="satisfaction-rating">
          <span role="img" aria-label={t('satisfaction.of5', { rating })}>
            {stars(rating)}
          </span>{' '}
          <Time at={at} className="faint" />
          {text !== null && <p dir="auto">{text}</p>}
        </div>
      ))}
      {ask !== null && ask.state !== 'answered' && (
        <p className="faint">
          {t(`satisfaction.ask.${ask.state}`)} <Time at={ask.at} />
          {ask.why !== null && <span className="satisfaction-why">{ask.why}</span>}
        </p>
      )}
      {refusal !== null && <p className="faint">{t('satisfaction.refused', { why: refusal })}</p>}
      {mayWork && (
        <Button
          size="s"
          variant="ghost"
          isBusy={refuse.isPending}
          onClick={() => refuse.mutate(refusal === null)}
        >
          {t(refusal === null ? 'satisfaction.refuse' : 'satisfaction.allow')}
        </Button>
      )}
    </section>
  );
}
