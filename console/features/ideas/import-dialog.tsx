import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportView } from '#embrace/ideas/schema.ts';
import { api } from '../../api/client.ts';
import { SelectField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import type { BoardView } from './queries.ts';
import { useSaving } from './use-changing.ts';

interface DialogProps {
  text: string;
  boards: readonly BoardView[];
  onClose(): void;
}

/** What a table would bring, before it is brought. */
export function ImportDialog({ text, boards, onClose }: DialogProps) {
  const [boardId, setBoardId] = useState(boards[0]?.id ?? '');
  const queryClient = useQueryClient();
  const preview = useQuery({
    queryKey: ['ideas', 'import', boardId, text.length, text.slice(0, 200)],
    queryFn: () => api.post<ImportView>('/ideas/import', { text, boardId, isDryRun: true }),
    retry: false,
    gcTime: 0,
  });
  const save = useSaving(async () => {
    const done = await api.post<ImportView>('/ideas/import', { text, boardId, isDryRun: false });
    showToast({ text: tn('ideas.import.done', done.fresh) });
    await queryClient.invalidateQueries({ queryKey: ['ideas'] });
  }, onClose);
  return (
    <SaveDialog
      title={t('ideas.import')}
      text={t('ideas.import.text')}
      label={t('ideas.import.bring')}
      isReady={(preview.data?.fresh ?? 0) > 0}
      save={save}
      onClose={onClose}
    >
      <SelectField
        label={t('ideas.board')}
        value={boardId}
        onChange={(event) => setBoardId(event.target.value)}
        choices={boards.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Loaded query={preview} rows={3}>
        {({ format, fresh, there, problems, items }) => (
          <div className="stack" role="status">
            <p>
              {t(`ideas.import.${format}`)} {tn('ideas.import.fresh', fresh)}{' '}
              {tn('ideas.import.there', there)}
            </p>
            <ul className="ideas-plain">
              {items.map(({ line, title, votes }) => (
                <li key={line}>
                  {title} <span className="faint figures">{votes}</span>
                </li>
              ))}
            </ul>
            {problems.length > 0 && (
              <ul className="ideas-plain">
                {problems.map(({ line, reason }) => (
                  <li key={line}>{t('ideas.import.problem', { line, reason })}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Loaded>
    </SaveDialog>
  );
}
