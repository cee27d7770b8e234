import { Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import type { IdeaDetail } from './queries.ts';
import { useChanging } from './use-changing.ts';

/** What was said about an idea, and what the company says. */
export function Comments({ idea }: { idea: IdeaDetail }) {
  const can = useCan();
  const [typed, setTyped] = useState('');
  const add = useChanging(
    () => api.post(`/ideas/${idea.id}/comments`, { markdown: typed }),
    () => setTyped(''),
  );
  const remove = useChanging(({ id, isDeleted }: { id: string; isDeleted: boolean }) =>
    api.put(`/ideas/comments/${id}/deleted`, { isDeleted }),
  );
  return (
    <section className="stack" aria-label={t('ideas.discussion')}>
      <h2>{t('ideas.discussion')}</h2>
      {idea.items.length === 0 ? (
        <p className="muted">{t('ideas.discussion.none')}</p>
      ) : (
        <ul className="list ideas-list">
          {idea.items.map(({ id, author, markdown, isDeleted, createdAt }) => (
            <li key={id} className="list-row">
              <div className="row-main">
                <p className="muted">
                  <strong>{author.name}</strong> · <Time at={createdAt} />
                  {isDeleted && ` · ${t('ideas.comment.deleted')}`}
                </p>
                <p className="ideas-words" dir="auto">
                  {markdown}
                </p>
              </div>
              {can('ideas.manage') && (
                <IconButton
                  icon={isDeleted ? Undo2 : Trash2}
                  label={t(isDeleted ? 'ideas.comment.restore' : 'ideas.comment.delete', {
                    name: author.name,
                  })}
                  onClick={() => remove.mutate({ id, isDeleted: !isDeleted })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {can('ideas.write') && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() !== '') add.mutate(undefined);
          }}
        >
          <TextAreaField
            label={t('ideas.comment.add')}
            hint={t('ideas.comment.hint')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div>
            <Button type="submit" isBusy={add.isPending} disabled={typed.trim() === ''}>
              {t('ideas.comment.send')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
