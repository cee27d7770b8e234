import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useGo } from '../../app/go.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { knowledgeQueries } from '../knowledge/queries.ts';
import './contributions.css';
import { languagesFor } from './places.ts';
import { contributionQueries, type Proposal, type SourceWish } from './queries.ts';
import { ReadFirst } from './read-first.tsx';
import { useMade } from './use-made.ts';

interface MakeProps {
  source: SourceWish;
  onClose(): void;
}

/** An article of something that was said: read and changed before it is kept as a draft. */
export function MakeArticle({ source, onClose }: MakeProps) {
  const proposal = useQuery(contributionQueries.proposal(source));
  const { data } = proposal;
  if (data !== undefined && data.articleId === null)
    return <Form source={source} proposal={data} onClose={onClose} />;
  return (
    <Dialog title={t('contributions.article')} isOpen onOpenChange={onClose}>
      <Loaded query={proposal} rows={4}>
        {({ articleId }) => <There id={articleId ?? ''} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function There({ id, onClose }: { id: string; onClose(): void }) {
  const go = useGo();
  const open = () => {
    onClose();
    go(`/knowledge/${id}`);
  };
  return (
    <Callout title={t('contributions.article.there')}>
      <Button onClick={open}>{t('contributions.article.openIt')}</Button>
    </Callout>
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
