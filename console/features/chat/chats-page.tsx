import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { MessageCircle, Plus } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-field.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t, tn } from '../../i18n/index.ts';
import './chat.css';
import { chatQueries, type Widget } from './queries.ts';

/** Chats on the company's own pages. */
export function ChatsPage() {
  const mayManage = useCan()('chat.manage');
  const go = useNavigate();
  const { data, error, isPending, refetch } = useQuery({ ...chatQueries.all(), enabled: mayManage });
  useLive('chat.changed', () => void refetch());
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => void go({ to: '/settings/chat/new' })}>
      {t('chat.add')}
    </Button>
  );
  return (
    <Page title={t('chat.title')} text={t('chat.text')} actions={data?.length ? add : undefined}>
      <div className="stack">
        <WhoCan permission="chat.manage" action={t('chat.changing')} />
        {!mayManage ? null : error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={2} label={t('common.loading')} />
        ) : data.length === 0 ? (
          <EmptyState icon={MessageCircle} title={t('chat.empty')} text={t('chat.emptyText')} actions={add} />
        ) : (
          <ul className="list">
            {data.map((widget) => (
              <Row key={widget.id} widget={widget} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function Row({ widget: { id, name, colour, isOn, origins, figures, snippet } }: { widget: Widget }) {
  const { visits, offline, answersHelped, rating } = figures;
  return (
    <li className="list-row">
      <span className="chat-swatch" style={{ background: colour }} aria-hidden />
      <div className="row-main">
        <div className="row-title">
          <Link to="/settings/chat/$widgetId" params={{ widgetId: id }}>
            <strong>{name}</strong>
          </Link>
          {!isOn && <Badge>{t('chat.off')}</Badge>}
        </div>
        <p className="muted">{origins.length === 0 ? t('chat.noOrigins') : origins.join(', ')}</p>
        <p className="faint">
          {[
            tn('chat.figures.visits', visits),
            ...(offline > 0 ? [tn('chat.figures.offline', offline)] : []),
            ...(answersHelped > 0 ? [tn('chat.figures.helped', answersHelped)] : []),
            ...(rating === null ? [] : [t('chat.figures.rating', { rating: rating.toFixed(1) })]),
          ].join(' · ')}
        </p>
      </div>
      <CopyButton value={snippet} label={t('chat.copySnippet')} />
    </li>
  );
}
