import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { useDebounced } from '../../components/use-debounced.ts';
import { t } from '../../i18n/index.ts';
import { type BoardView, ideaQueries } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** An idea of the company's own. What may be there already is shown while the title is typed. */
export function NewIdeaDialog({ boards, onClose }: { boards: readonly BoardView[]; onClose(): void }) {
  const [given, setGiven] = useState({ boardId: boards[0]?.id ?? '', title: '', markdown: '' });
  const save = useSaving(() => api.post('/ideas', given), onClose);
  const typed = useDebounced(given.title.trim(), 300);
  const similar = useQuery({ ...ideaQueries.similar(typed), enabled: typed.length > 5 }).data ?? [];
  return (
    <SaveDialog title={t('ideas.add')} save={save} isReady={given.title.trim() !== ''} onClose={onClose}>
      <TextField
        label={t('ideas.field.title')}
        maxLength={150}
        value={given.title}
        onChange={(event) => setGiven({ ...given, title: event.target.value })}
      />
      {similar.length > 0 && (
        <div className="ideas-similar" role="status">
          <p className="faint">{t('ideas.similar')}</p>
          <ul>
            {similar.slice(0, 4).map((idea) => (
              <li key={idea.id}>
                <a href={`/ideas-desk/${idea.id}`} target="_blank" rel="noreferrer">
                  {idea.title}
                </a>{' '}
                <span className="faint figures">{idea.votes}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <TextAreaField
        label={t('ideas.field.text')}
        rows={6}
        value={given.markdown}
        onChange={(event) => setGiven({ ...given, markdown: event.target.value })}
      />
      <SelectField
        label={t('ideas.board')}
        value={given.boardId}
        onChange={(event) => setGiven({ ...given, boardId: event.target.value })}
        choices={boards.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </SaveDialog>
  );
}
