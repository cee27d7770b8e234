import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ExternalLink, Merge, Split, X } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { useUndoKey } from '../../app/undo-key.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { MakeArticleButton } from '../contributions/make-article-button.tsx';
import './community.css';
import { MergeDialog } from './merge-dialog.tsx';
import { communityQueries, type PostView, type ThreadDetail } from './queries.ts';
import { SplitDialog } from './split-dialog.tsx';
import { ThreadActions } from './thread-actions.tsx';
import { ThreadLog } from './thread-log.tsx';
import { NextMark, ThreadMarks } from './thread-marks.tsx';
import { ThreadPost } from './thread-post.tsx';

/** A thread from behind: its posts, the deleted ones too, what can be done with them, and what was done. */
export function ThreadPage() {
  const { threadId } = useParams({ from: '/shell/community-desk/$threadId' });
  const [page, setPage] = useState(1);
  const thread = useQuery(communityQueries.thread(threadId, page));
  const queryClient = useQueryClient();
  useLive('forum.changed', () => void queryClient.invalidateQueries({ queryKey: ['community'] }));
  useUndoKey(t('community.title'));
  if (thread.data === undefined)
    return (
      <Page title={t('community.thread')}>
        <Loaded query={thread} rows={5}>
          {() => null}
        </Loaded>
      </Page>
    );
  return <Thread key={threadId} thread={thread.data} page={page} onPage={setPage} />;
}

interface ThreadProps {
  thread: ThreadDetail;
  page: number;
  onPage(page: number): void;
}

type Chosen = ReadonlyMap<number, PostView>;

function Thread({ thread, page, onPage }: ThreadProps) {
  const mayModerate = useCan()('community.moderate');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isMerging, setIsMerging] = useState(false);
  const choose = (post: PostView, isOn: boolean) => {
    const next = new Map(chosen);
    if (isOn) next.set(post.number, post);
    else next.delete(post.number);
    setChosen(next);
  };
  const mayMove = mayModerate && !thread.isDeleted;
  return (
    <Page
      title={thread.title}
      text={<Marks thread={thread} />}
      actions={
        <>
          <Button icon={ExternalLink} onClick={() => void window.open(thread.url, '_blank', 'noopener')}>
            {t('community.visit')}
          </Button>
          {thread.answers > 0 && !thread.isDeleted && <MakeArticleButton kind="thread" id={thread.id} />}
          {mayMove && (
            <>
              <Button icon={Split} aria-pressed={chosen !== null} onClick={() => setChosen(new Map())}>
                {t('community.split')}
              </Button>
              <Button icon={Merge} onClick={() => setIsMerging(true)}>
                {t('community.merge')}
              </Button>
            </>
          )}
          {mayModerate && <ThreadActions thread={thread} />}
        </>
      }
    >
      <div className="stack">
        <WhoCan permission="community.moderate" action={t('community.moderating')} />
        {chosen !== null && mayMove && (
          <SplitBar thread={thread} chosen={chosen} onEnd={() => setChosen(null)} />
        )}
        <ol className="thread-posts" aria-label={t('community.posts')}>
          {thread.items.map((post) => (
            <ThreadPost
              key={post.id}
              post={post}
              thread={thread}
              choice={
                chosen !== null && mayMove && post.number > 1
                  ? { isOn: chosen.has(post.number), onChange: (isOn) => choose(post, isOn) }
                  : undefined
              }
            />
          ))}
        </ol>
        {thread.pages > 1 && <Pages page={page} pages={thread.pages} onPage={onPage} />}
        {mayModerate && <ThreadLog threadId={thread.id} />}
      </div>
      {isMerging && <MergeDialog thread={thread} onClose={() => setIsMerging(false)} />}
    </Page>
  );
}

function Marks({ thread }: { thread: ThreadDetail }) {
  return (
    <span className="thread-marks">
      <BackLink to="/community-desk">{t('community.title')}</BackLink>
      <ThreadMarks thread={thread} />
      <NextMark thread={thread} />
      {thread.closedReason !== null && <span>{thread.closedReason}</span>}
      {thread.mergedInto !== null && (
        <a href={`/community-desk/${thread.mergedInto}`}>{t('community.mergedInto')}</a>
      )}
    </span>
  );
}

function SplitBar({
  thread,
  chosen,
  onEnd,
}: {
  thread: ThreadDetail;
  chosen: ReadonlyMap<number, PostView>;
  onEnd(): void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="split-bar" role="status">
      <Split size={16} aria-hidden />
      <span className="grow">{t('community.split.choose', { count: chosen.size })}</span>
      <Button variant="primary" size="s" disabled={chosen.size === 0} onClick={() => setIsAsking(true)}>
        {t('community.split.go')}
      </Button>
      <Button size="s" icon={X} onClick={onEnd}>
        {t('common.cancel')}
      </Button>
      {isAsking && (
        <SplitDialog
          thread={thread}
          chosen={[...chosen.values()]}
          onClose={() => setIsAsking(false)}
          onDone={onEnd}
        />
      )}
    </div>
  );
}

function Pages({ page, pages, onPage }: { page: number; pages: number; onPage(page: number): void }) {
  return (
    <nav className="row" aria-label={t('community.pages')}>
      <Button size="s" disabled={page === 1} onClick={() => onPage(page - 1)}>
        {t('community.pages.before')}
      </Button>
      <span className="muted">{t('community.pages.of', { page, pages })}</span>
      <Button size="s" disabled={page === pages} onClick={() => onPage(page + 1)}>
        {t('community.pages.next')}
      </Button>
    </nav>
  );
}
