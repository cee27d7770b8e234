import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { knowledgeQueries } from '../knowledge/queries.ts';
import './contributions.css';
import { languagesFor } from './places.ts';
import { MakeDialog, type MakeProps } from './make-dialog.tsx';
import type { Proposal } from './queries.ts';
import { ReadFirst } from './read-first.tsx';
import { useMade } from './use-made.ts';

/** An article of something that was said: read and changed before it is kept as a draft. */
export function MakeArticle(props: MakeProps) {
  return (
    <MakeDialog {...props} what="article">
      {(proposal) => <Form {...props} proposal={proposal} />}
    </MakeDialog>
  );
}

function Form({ source, proposal, onClose }: MakeProps & { proposal: Proposal }) {
  const spoken = useQuery(knowledgeQueries.centre()).data?.languages ?? [];
  const languages = languagesFor(spoken, proposal.language);
  const [title, setTitle] = useState(proposal.title);
  const [body, setBody] = useState(proposal.body);
  const [chosen, setLanguage] = useState<string | null>(null);
  const [visibility, setVisibility] = useState<'public' | 'internal'>('public');
  const made = useMade();
  const save = useMutation({
    mutationFn: () =>
      api.post<{ id: string }>('/contributions/articles', {
        source,
        title,
        body,
        language: chosen ?? languages[0],
        visibility,
      }),
    onSuccess: ({ id }) => {
      onClose();
      made.article(id);
    },
  });
  return (
    <SaveDialog
      title={t('contributions.article')}
      text={t('contributions.article.text')}
      label={t('contributions.article.save')}
      isReady={title.trim() !== '' && body.trim() !== ''}
      save={save}
      onClose={onClose}
    >
      <ReadFirst proposal={proposal} texts={[title, body]} />
      <TextField
        label={t('contributions.title')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextAreaField
        label={t('contributions.body')}
        rows={10}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      <SelectField
        label={t('knowledge.language')}
        value={chosen ?? languages[0]}
        onChange={({ target: { value } }) => setLanguage(value)}
        choices={languages.map((tag) => ({ value: tag, label: tag }))}
      />
      <SelectField
        label={t('knowledge.visibility')}
        value={visibility}
        onChange={({ target: { value } }) => setVisibility(value === 'internal' ? 'internal' : 'public')}
        choices={[
          { value: 'public', label: t('knowledge.public') },
          { value: 'internal', label: t('knowledge.internal') },
        ]}
      />
      {proposal.credits.length > 0 && (
        <p className="muted">
          {t('contributions.credits', {
            names: proposal.credits.map(({ handle }) => `@${handle}`).join(', '),
          })}
        </p>
      )}
    </SaveDialog>
  );
}
