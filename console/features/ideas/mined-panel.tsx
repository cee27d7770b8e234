import { useQuery } from '@tanstack/react-query';
import { EyeOff, Lightbulb } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { Time } from '../../components/time.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import { titleFrom } from './choices.ts';
import { type BoardView, ideaQueries, type MinedView } from './queries.ts';
import { useChanging, useSaving } from './use-changing.ts';

/** What customers suggest in posts: adopt it as an idea, add it to one, or put it aside. */
export function MinedPanel() {
  const mined = useQuery(ideaQueries.mined());
  const boards = useQuery(ideaQueries.boards()).data ?? [];
  return (
    <div className="stack">
      <Loaded query={mined} rows={5}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Lightbulb} title={t('ideas.mined.none')} text={t('ideas.mined.none.text')} />
          ) : (
            <ul className="list ideas-list">
              {items.map((group) => (
                <Row key={group.post.id} group={group} boards={boards} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function Row({ group, boards }: { group: MinedView; boards: readonly BoardView[] }) {
  const mayManage = useCan()('ideas.manage');
  const [isAdopting, setAdopting] = useState(false);
  const { post, postIds } = group;
  const restore = useChanging(() => api.post('/ideas/mined/restore', { postIds }));
  const dismiss = useChanging(
    () => api.post('/ideas/mined/dismiss', { postIds }),
    () =>
      showToast({
        text: t('ideas.mined.dismissed'),
        action: { label: t('common.undo'), run: () => restore.mutate(undefined) },
      }),
  );
  return (
    <li className="list-row ideas-suggestion">
      <NetworkIcon network={post.network} />
      <div className="row-main">
        <div className="row-title">
          <strong dir="auto">{post.author}</strong>
          <Time at={post.createdAt} className="faint" />
          {group.persons > 1 && <Badge isQuiet>{tn('ideas.mined.persons', group.persons)}</Badge>}
          {group.talk !== null && <Badge isQuiet>{group.talk}</Badge>}
        </div>
        <p className="ideas-words" dir="auto">
          {post.text}
        </p>
        {group.similar.length > 0 && (
          <p className="muted">
            {t('ideas.mined.similar')}{' '}
            {group.similar.map(({ title, votes }) => `${title} (${votes})`).join(' · ')}
          </p>
        )}
      </div>
      {mayManage && (
        <div className="ideas-head">
          <Button icon={Lightbulb} disabled={boards.length === 0} onClick={() => setAdopting(true)}>
            {t('ideas.mined.adopt')}
          </Button>
          <Button icon={EyeOff} isBusy={dismiss.isPending} onClick={() => dismiss.mutate(undefined)}>
            {t('ideas.mined.dismiss')}
          </Button>
        </div>
      )}
      {isAdopting && <AdoptDialog group={group} boards={boards} onClose={() => setAdopting(false)} />}
    </li>
  );
}

const NEW = 'new';

function AdoptDialog({
  group,
  boards,
  onClose,
}: {
  group: MinedView;
  boards: readonly BoardView[];
  onClose(): void;
}) {
  const { post, postIds, similar } = group;
  const [into, setInto] = useState(NEW);
  const [given, setGiven] = useState({
    boardId: boards[0]?.id ?? '',
    title: titleFrom(post),
    markdown: '',
  });
  const isNew = into === NEW;
  const body = isNew ? { postIds, ...given } : { postIds, ideaId: into };
  const save = useSaving(() => api.post('/ideas/mined/adopt', body), onClose);
  return (
    <SaveDialog
      title={t('ideas.mined.adopt')}
      text={t('ideas.mined.adopt.text')}
      label={t('ideas.mined.adopt')}
      isReady={!isNew || given.title.trim() !== ''}
      save={save}
      onClose={onClose}
    >
      <SelectField
        label={t('ideas.mined.into')}
        value={into}
        onChange={(event) => setInto(event.target.value)}
        choices={[
          { value: NEW, label: t('ideas.mined.new') },
          ...similar.map(({ id, title, votes }) => ({ value: id, label: `${title} (${votes})` })),
        ]}
      />
      {isNew && (
        <>
          <TextField
            label={t('ideas.field.title')}
            maxLength={150}
            value={given.title}
            onChange={(event) => setGiven({ ...given, title: event.target.value })}
          />
          <TextAreaField
            label={t('ideas.field.text')}
            value={given.markdown}
            onChange={(event) => setGiven({ ...given, markdown: event.target.value })}
          />
          <SelectField
            label={t('ideas.board')}
            value={given.boardId}
            onChange={(event) => setGiven({ ...given, boardId: event.target.value })}
            choices={boards.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </>
      )}
    </SaveDialog>
  );
}
