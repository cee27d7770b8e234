import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { ConversationDetail, PostView, ReplyView } from '../../api/types.ts';
import { useCan, useUser } from '../../app/session.ts';
import { useUploads } from '../../components/files/use-uploads.ts';
import { t } from '../../i18n/index.ts';
import { withInserted } from '../knowledge/insertion.ts';
import './composer.css';
import { NoteComposer } from './note-composer.tsx';
import { ReplyComposer } from './reply-composer.tsx';
import { postToAnswer } from './timeline.ts';
import { useDraft, useKeptWords } from './use-draft.ts';

export type ComposerMode = 'reply' | 'note';

interface ComposerProps {
  detail: ConversationDetail;
  /** The post chosen in the thread; null for the newest. */
  answering: PostView | null;
  onAnswer(post: PostView | null): void;
  /** Words to be put behind what is written. A new object is a new wish. */
  inserted: { text: string } | null;
  /** A failed reply whose words are to be written anew. */
  rewrite: ReplyView | null;
  onRewritten(): void;
  /** From the keyboard: begin to write. A new object is a new wish. */
  wish: { mode: ComposerMode } | null;
  onTyping(isTyping: boolean): void;
  onSentAndDone(): void;
}

/** Where replies and notes are written. Both keep their own words and files when one switches between them. */
export function Composer({
  detail,
  answering,
  onAnswer,
  inserted,
  rewrite,
  onRewritten,
  wish,
  onTyping,
  onSentAndDone,
}: ComposerProps) {
  const user = useUser();
  const can = useCan();
  const accounts = useQuery(queries.accounts());
  const draft = useDraft(detail.id, user.id, detail.draft ?? null);
  const own = `${user.id}.${detail.id}`;
  const files = {
    reply: useUploads('reply', `rapport.files.reply.${own}`),
    note: useUploads('note', `rapport.files.note.${own}`),
  };
  const beside = useKeptWords(`rapport.mail.${own}`);
  const [mode, setMode] = useState<ComposerMode>('reply');
  const [seen, setSeen] = useState<{
    wish: ComposerProps['wish'];
    inserted: ComposerProps['inserted'];
    rewrite: ReplyView | null;
    answering: PostView | null;
  }>({ wish: null, inserted: null, rewrite: null, answering: null });
  const [focusCount, setFocusCount] = useState(0);

  // Wishes from outside are taken once, while drawing, so that nothing flickers.
  if (
    seen.wish !== wish ||
    seen.inserted !== inserted ||
    seen.rewrite !== rewrite ||
    seen.answering !== answering
  ) {
    setSeen({ wish, inserted, rewrite, answering });
    const isNewText = inserted !== null && seen.inserted !== inserted;
    const isNewWish = wish !== null && seen.wish !== wish;
    if (isNewWish) setMode(wish.mode);
    else if (
      isNewText ||
      (rewrite !== null && seen.rewrite !== rewrite) ||
      (answering !== null && seen.answering !== answering)
    )
      setMode('reply');
    if (isNewWish || isNewText || rewrite !== null || answering !== null) setFocusCount(focusCount + 1);
  }
  const insert = useEffectEvent((text: string) => draft.write(withInserted(draft.text, text)));
  useEffect(() => {
    if (inserted !== null) insert(inserted.text);
  }, [inserted]);
  useEffect(() => {
    if (rewrite === null) return;
    draft.write(rewrite.text);
    onRewritten();
  }, [rewrite, draft, onRewritten]);

  if (!can('inbox.work')) return <p className="composer composer-readonly">{t('inbox.composer.readOnly')}</p>;
  const target = answering ?? postToAnswer(detail.thread, detail.author.id);
  return (
    <section className="composer" aria-label={t('inbox.composer')}>
      <div className="composer-modes" role="group" aria-label={t('inbox.composer')}>
        {(['reply', 'note'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="composer-mode"
            aria-pressed={mode === each}
            onClick={() => {
              setMode(each);
              setFocusCount(focusCount + 1);
            }}
          >
            {t(each === 'reply' ? 'inbox.composer.reply' : 'inbox.note')}
          </button>
        ))}
      </div>
      {mode === 'note' ? (
        <NoteComposer conversationId={detail.id} uploads={files.note} focusCount={focusCount} />
      ) : (
        <ReplyComposer
          detail={detail}
          target={target}
          isChosen={answering !== null}
          onNewest={() => onAnswer(null)}
          accounts={accounts.data}
          draft={draft}
          uploads={files.reply}
          words={beside.words}
          onWords={beside.write}
          focusCount={focusCount}
          onTyping={onTyping}
          onSentAndDone={onSentAndDone}
        />
      )}
    </section>
  );
}
