import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { showToast } from '../../components/toast-store.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { t, tn } from '../../i18n/index.ts';
import { type IdeaDetail, ideaQueries } from './queries.ts';
import { useChanging, useSaving } from './use-changing.ts';

/** Puts an idea into another one, after showing what comes of it. */
export function MergeDialog({ idea, onClose }: { idea: IdeaDetail; onClose(): void }) {
  const [typed, setTyped] = useState(idea.title);
  const [chosen, setChosen] = useState('');
  const q = useDebounced(typed.trim(), 300);
  const others = (useQuery(ideaQueries.similar(q)).data ?? []).filter(({ id }) => id !== idea.id);
  const into = others.some(({ id }) => id === chosen) ? chosen : (others[0]?.id ?? '');
  const preview = useQuery({ ...ideaQueries.merge(idea.id, into), enabled: into !== '' }).data;
  const undo = useChanging((mergeId: string) => api.post(`/ideas/merges/${mergeId}/undo`));
  const save = useSaving(async () => {
    const { mergeId } = await api.post<{ mergeId: string }>(`/ideas/${idea.id}/merge`, { into });
    showToast({
      text: t('ideas.merge.done'),
      action: { label: t('common.undo'), run: () => undo.mutate(mergeId) },
    });
  }, onClose);
  return (
    <SaveDialog
      title={t('ideas.merge.title', { title: idea.title })}
      text={t('ideas.merge.text')}
      label={t('ideas.merge')}
      isReady={into !== ''}
      save={save}
      onClose={onClose}
    >
      <TextField label={t('ideas.search')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {others.length === 0 ? (
        <p className="muted">{t('ideas.merge.none')}</p>
      ) : (
        <SelectField
          label={t('ideas.merge.into')}
          value={into}
          onChange={(event) => setChosen(event.target.value)}
          choices={others.map(({ id, title, votes }) => ({ value: id, label: `${title} (${votes})` }))}
        />
      )}
      {preview !== undefined && (
        <p className="figures" role="status">
          {t('ideas.merge.preview', {
            from: preview.from.votes,
            into: preview.into.votes,
            both: preview.both,
            votes: preview.votes,
          })}{' '}
          {tn('ideas.comments', preview.comments)}
        </p>
      )}
    </SaveDialog>
  );
}
