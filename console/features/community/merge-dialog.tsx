import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Loaded } from '../../components/loaded.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { useTypedWords } from '../../components/use-typed-words.ts';
import { t, tn } from '../../i18n/index.ts';
import { mergeOf, othersOf } from './moves.ts';
import { communityQueries, type ThreadView } from './queries.ts';
import { ThreadMarks } from './thread-marks.tsx';
import { useMoves } from './use-moderation.ts';

/** Chooses the thread that goes on, and shows what becomes of the other one. */
export function MergeDialog({ thread, onClose }: { thread: ThreadView; onClose(): void }) {
  const [q, setQ] = useState<string | undefined>(thread.title);
  const [typed, type] = useTypedWords(q, setQ);
  const [into, setInto] = useState<ThreadView | null>(null);
  const found = useQuery(communityQueries.threads(q === undefined ? {} : { q }));
  const navigate = useNavigate();
  const moves = useMoves();
  const merge = useMutation({
    mutationFn: async () => into && moves.merge(thread, into.id),
    onSuccess: () =>
      into && void navigate({ to: '/community-desk/$threadId', params: { threadId: into.id } }),
  });
  return (
    <SaveDialog
      title={t('community.merge.title')}
      text={t('community.merge.text')}
      save={merge}
      label={t('community.merge')}
      isReady={into !== null}
      onClose={onClose}
    >
      <input
        type="search"
        className="input"
        value={typed}
        aria-label={t('community.search')}
        placeholder={t('community.search')}
        onChange={(event) => type(event.target.value)}
      />
      <Loaded query={found} rows={4}>
        {({ items }) => {
          const others = othersOf(items, thread);
          if (others.length === 0) return <p className="muted">{t('community.none')}</p>;
          return (
            <fieldset className="merge-choice">
              <legend className="visually-hidden">{t('community.merge.into')}</legend>
              {others.map((one) => (
                <label key={one.id}>
                  <input
                    type="radio"
                    name="into"
                    checked={into?.id === one.id}
                    onChange={() => setInto(one)}
                  />
                  <span className="grow">{one.title}</span>
                  <ThreadMarks thread={one} />
                </label>
              ))}
            </fieldset>
          );
        }}
      </Loaded>
      {into && <Preview from={thread} into={into} />}
    </SaveDialog>
  );
}

function Preview({ from, into }: { from: ThreadView; into: ThreadView }) {
  const categories = useQuery(communityQueries.categories()).data ?? [];
  const { posts, answers, readers } = mergeOf(from, into, categories);
  return (
    <section className="move-preview" aria-label={t('community.preview')}>
      <h3>{into.title}</h3>
      <ul>
        <li>{tn('community.merge.posts', posts)}</li>
        <li>{t('community.merge.address', { title: from.title })}</li>
        {answers > 0 && <li>{tn('community.answersEnd', answers)}</li>}
        {readers !== 'same' && <li>{t(`community.merge.${readers}`)}</li>}
      </ul>
    </section>
  );
}
