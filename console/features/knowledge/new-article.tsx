import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useGo } from '../../app/go.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Page } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { knowledgeQueries } from './queries.ts';

/** What an article is called and for whom it is; everything else is written on its own screen. */
export function NewArticlePage() {
  const { title: wished = '' }: { title?: string } = useSearch({ strict: false });
  const go = useGo();
  const [title, setTitle] = useState(wished);
  const [visibility, setVisibility] = useState<'public' | 'internal'>('public');
  const [language, setLanguage] = useState<string | null>(null);
  const languages = useQuery(knowledgeQueries.centre()).data?.languages ?? ['en'];
  const create = useMutation({
    mutationFn: () =>
      api.post<{ id: string }>('/knowledge/articles', {
        title,
        visibility,
        language: language ?? languages[0],
      }),
    onSuccess: ({ id }) => go(`/knowledge/${id}`),
  });
  return (
    <Page title={t('knowledge.new')} text={<BackLink to="/knowledge">{t('knowledge.title')}</BackLink>}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <TextField
          label={t('knowledge.articleTitle')}
          hint={t('knowledge.articleTitle.hint')}
          maxLength={200}
          autoFocus
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <SelectField
          label={t('knowledge.visibility')}
          value={visibility}
          onChange={({ target: { value } }) => setVisibility(value as 'public' | 'internal')}
          choices={[
            { value: 'public', label: t('knowledge.public') },
            { value: 'internal', label: t('knowledge.internal') },
          ]}
        />
        {languages.length > 1 && (
          <SelectField
            label={t('knowledge.language')}
            value={language ?? languages[0]}
            onChange={({ target: { value } }) => setLanguage(value)}
            choices={languages.map((tag) => ({ value: tag, label: tag }))}
          />
        )}
        <FormError error={create.error} />
        <div>
          <Button type="submit" variant="primary" isBusy={create.isPending}>
            {t('knowledge.begin')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
