import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ExternalLink, Merge, SlidersHorizontal, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import './ideas.css';
import { Comments } from './comments.tsx';
import { ConsentPart, TellingPart } from './first-poster.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { type IdeaDetail, ideaQueries } from './queries.ts';
import { StatusBadge } from './status-badge.tsx';
import { StatusDialog } from './status-dialog.tsx';
import { useChanging } from './use-changing.ts';
import { Voters } from './voters.tsx';

/** One idea: who wishes it and why, what was decided, what was merged into it, and who was told. */
export function IdeaPage() {
  const { ideaId = '' }: { ideaId?: string } = useParams({ strict: false });
  const queryClient = useQueryClient();
  useLive('idea.changed', () => void queryClient.invalidateQueries({ queryKey: ['ideas'] }));
  const idea = useQuery(ideaQueries.detail(ideaId));
  return (
    <Page
      title={idea.data?.title ?? t('ideas.title')}
      width="wide"
      toolbar={<BackLink to="/ideas-desk">{t('ideas.title')}</BackLink>}
    >
      <Loaded query={idea} rows={8}>
        {(detail) => <Detail idea={detail} />}
      </Loaded>
    </Page>
  );
}

function Detail({ idea }: { idea: IdeaDetail }) {
  return (
    <div className="ideas-detail">
      <div className="stack">
        <Head idea={idea} />
        {idea.markdown !== '' && (
          <p className="ideas-words" dir="auto">
            {idea.markdown}
          </p>
        )}
        <Voters idea={idea} />
        <Comments idea={idea} />
      </div>
      <aside className="stack" aria-label={t('ideas.about')}>
        <History idea={idea} />
        <Merged idea={idea} />
        {idea.origin !== null && <ConsentPart idea={idea} />}
        {idea.tellings.length > 0 && <TellingPart idea={idea} />}
        {idea.entries.length > 0 && (
          <section className="card stack" aria-label={t('ideas.entries')}>
            <h2>{t('ideas.entries')}</h2>
            <ul className="ideas-plain">
              {idea.entries.map(({ id, title, publishAt }) => (
                <li key={id}>
                  {title}{' '}
                  <span className="faint">
                    {publishAt === null ? t('ideas.draft') : <Time at={publishAt} />}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </aside>
    </div>
  );
}

type Wish = 'decide' | 'merge' | 'delete';

function Head({ idea }: { idea: IdeaDetail }) {
  const mayManage = useCan()('ideas.manage');
  const [wish, setWish] = useState<Wish | null>(null);
  const restore = useChanging(() => api.put(`/ideas/${idea.id}/deleted`, { isDeleted: false }));
  const close = () => setWish(null);
  return (
    <div className="stack">
      <p className="ideas-head">
        <StatusBadge status={idea.status} />
        {idea.quarter !== null && <span className="figures">{idea.quarter}</span>}
        <strong className="figures">{tn('ideas.votes', idea.votes)}</strong>
        {idea.votesBefore > 0 && (
          <span className="faint">{t('ideas.votesBefore', { count: idea.votesBefore })}</span>
        )}
        {idea.value !== null && (
          <span className="figures">
            {t('ideas.value', { value: Math.round(idea.value).toLocaleString() })}
          </span>
        )}
        <span className="muted">{idea.author.name}</span>
        <Time at={idea.createdAt} />
      </p>
      {idea.isDeleted && <Callout tone="warn">{t('ideas.deleted')}</Callout>}
      {idea.mergedInto !== null && (
        <Link to="/ideas-desk/$ideaId" params={{ ideaId: idea.mergedInto }}>
          {t('ideas.mergedInto')}
        </Link>
      )}
      {mayManage && (
        <p className="ideas-head">
          {idea.mergedInto === null && (
            <>
              <Button variant="primary" icon={SlidersHorizontal} onClick={() => setWish('decide')}>
                {t('ideas.decide')}
              </Button>
              <Button icon={Merge} onClick={() => setWish('merge')}>
                {t('ideas.merge')}
              </Button>
            </>
          )}
          <Button icon={ExternalLink} onClick={() => void window.open(idea.url, '_blank', 'noopener')}>
            {t('ideas.open')}
          </Button>
          {idea.isDeleted && (
            <Button icon={Undo2} onClick={() => restore.mutate(undefined)}>
              {t('ideas.restore')}
            </Button>
          )}
          {!idea.isDeleted && idea.mergedInto === null && (
            <Button icon={Trash2} onClick={() => setWish('delete')}>
              {t('ideas.delete')}
            </Button>
          )}
        </p>
      )}
      {wish === 'decide' && <StatusDialog idea={idea} onClose={close} />}
      {wish === 'merge' && <MergeDialog idea={idea} onClose={close} />}
      {wish === 'delete' && <DeleteDialog idea={idea} onClose={close} />}
    </div>
  );
}

function DeleteDialog({ idea, onClose }: { idea: IdeaDetail; onClose(): void }) {
  const [reason, setReason] = useState('');
  const queryClient = useQueryClient();
  return (
    <Confirm
      title={t('ideas.delete.title', { title: idea.title })}
      text={t('ideas.delete.text')}
      confirm={t('ideas.delete')}
      isDanger
      isOpen
      onOpenChange={onClose}
      onConfirm={async () => {
        await api.put(`/ideas/${idea.id}/deleted`, { isDeleted: true, reason });
        await queryClient.invalidateQueries({ queryKey: ['ideas'] });
      }}
    >
      <TextField
        label={t('ideas.reason')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Confirm>
  );
}

function History({ idea }: { idea: IdeaDetail }) {
  return (
    <section className="card stack" aria-label={t('ideas.history')}>
      <h2>{t('ideas.history')}</h2>
      <ol className="ideas-plain">
        {idea.history.map(({ status, reason, quarter, byName, at }) => (
          <li key={at}>
            <StatusBadge status={status} /> {quarter !== null && <span className="figures">{quarter}</span>}{' '}
            <span className="faint">
              {byName}, <Time at={at} />
            </span>
            {reason !== '' && <p dir="auto">{reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Merged({ idea }: { idea: IdeaDetail }) {
  const mayManage = useCan()('ideas.manage');
  const undo = useChanging((mergeId: string) => api.post(`/ideas/merges/${mergeId}/undo`));
  if (idea.merged.length === 0) return null;
  return (
    <section className="card stack" aria-label={t('ideas.merged')}>
      <h2>{t('ideas.merged')}</h2>
      <ul className="ideas-plain">
        {idea.merged.map(({ id, title, mergeId, at }) => (
          <li key={id}>
            <span dir="auto">{title}</span> <Time at={at} className="faint" />
            {mayManage && mergeId !== null && (
              <Button
                icon={Undo2}
                size="s"
                isBusy={undo.isPending}
                aria-label={t('ideas.unmerge.named', { title })}
                onClick={() => undo.mutate(mergeId)}
              >
                {t('ideas.unmerge')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
