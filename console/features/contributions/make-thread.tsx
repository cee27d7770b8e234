import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Callout } from '../../components/callout.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import { communityQueries } from '../community/queries.ts';
import './contributions.css';
import { MakeDialog, type MakeProps } from './make-dialog.tsx';
import type { Proposal } from './queries.ts';
import { ReadFirst } from './read-first.tsx';
import { useMade } from './use-made.ts';

/** A solved question of the community, asked in the company's name: public as soon as it is saved, so it is read first. */
export function MakeThread(props: MakeProps) {
  return (
    <MakeDialog {...props} what="thread">
      {(proposal) => <Form {...props} proposal={proposal} />}
    </MakeDialog>
  );
}

function Form({ source, proposal, onClose }: MakeProps & { proposal: Proposal }) {
  const categories = useQuery(communityQueries.categories()).data?.filter(({ isArchived }) => !isArchived);
  const [chosen, setCategory] = useState<string | null>(null);
  const [words, setWords] = useState({
    title: proposal.title,
    question: proposal.question,
    answer: proposal.answer,
  });
  const [isChecked, setChecked] = useState(false);
  const categoryId = chosen ?? categories?.[0]?.id;
  const { language, url, network } = proposal;
  const made = useMade();
  const save = useMutation({
    mutationFn: () =>
      api.post<{ id: string }>('/contributions/threads', {
        source,
        categoryId,
        ...words,
        isChecked,
        ...(language === null ? {} : { language }),
      }),
    onSuccess: ({ id }) => {
      onClose();
      made.thread(id);
    },
  });
  const texts = Object.values(words);
  const isReady = isChecked && categoryId !== undefined && texts.every((text) => text.trim() !== '');
  return (
    <SaveDialog
      title={t('contributions.thread')}
      text={t('contributions.thread.text')}
      label={t('contributions.thread.save')}
      isReady={isReady}
      save={save}
      onClose={onClose}
    >
      <ReadFirst proposal={proposal} texts={texts} />
      {categories?.length === 0 ? (
        <Callout tone="warn">{t('contributions.thread.noCategory')}</Callout>
      ) : (
        <SelectField
          label={t('community.category')}
          value={categoryId ?? ''}
          onChange={({ target: { value } }) => setCategory(value)}
          choices={(categories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <TextField
        label={t('contributions.title')}
        maxLength={150}
        value={words.title}
        onChange={(event) => setWords({ ...words, title: event.target.value })}
      />
      <TextAreaField
        label={t('contributions.question')}
        rows={4}
        value={words.question}
        onChange={(event) => setWords({ ...words, question: event.target.value })}
      />
      <TextAreaField
        label={t('contributions.answer')}
        rows={6}
        value={words.answer}
        onChange={(event) => setWords({ ...words, answer: event.target.value })}
      />
      {url !== null && network !== null && (
        <p className="muted">{t('contributions.thread.link', { network: networkName(network) })}</p>
      )}
      <Checkbox label={t('contributions.thread.checked')} isOn={isChecked} onChange={setChecked} />
    </SaveDialog>
  );
}
