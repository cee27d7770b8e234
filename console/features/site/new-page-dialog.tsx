import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { languageName } from '#lib/names/index.ts';
import { api } from '../../api/client.ts';
import { useGo } from '../../app/go.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { siteQueries, useSaving } from './queries.ts';

/** What a page is called and in which language it begins; everything else is written on its own screen. */
export function NewPageDialog({ onClose }: { onClose(): void }) {
  const go = useGo();
  const languages = useQuery(siteQueries.navigation()).data?.languages ?? ['en'];
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const language = chosen ?? languages[0] ?? 'en';
  const save = useSaving(async () => {
    const { id } = await api.post<{ id: string }>('/site/pages', { language, title, markdown: '' });
    go(`/settings/site/${id}`);
  }, onClose);
  return (
    <SaveDialog
      title={t('site.pages.new')}
      label={t('site.page.create')}
      isReady={title.trim() !== ''}
      save={save}
      onClose={onClose}
    >
      <TextField
        label={t('site.page.title')}
        maxLength={200}
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <SelectField
        label={t('site.page.language')}
        value={language}
        choices={languages.map((tag) => ({ value: tag, label: languageName(tag) }))}
        onChange={(event) => setChosen(event.target.value)}
      />
    </SaveDialog>
  );
}
