import { useQuery } from '@tanstack/react-query';
import { Lightbulb } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { showToast } from '../../components/toast-store.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { t } from '../../i18n/index.ts';
import { votableOf } from './choices.ts';
import { ideaQueries } from './queries.ts';
import { useSaving } from './use-changing.ts';

interface VoteForProps {
  conversationId: string;
  /** The post in which it was said; the first of the customer's. */
  postId: string | undefined;
  /** What was said: ideas about the same stand first. */
  words: string;
}

/** Beside a conversation: votes for an idea in the name of the customer. */
export function VoteForButton(props: VoteForProps) {
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  if (!can('ideas.write')) return null;
  return (
    <>
      <IconButton icon={Lightbulb} label={t('ideas.voteFor')} onClick={() => setOpen(true)} />
      {isOpen && <VoteForDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function VoteForDialog({ conversationId, postId, words, onClose }: VoteForProps & { onClose(): void }) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const q = useDebounced(typed.trim(), 300);
  const asked = q === '' ? words.slice(0, 200) : q;
  const similar = useQuery({ ...ideaQueries.similar(asked), enabled: asked !== '' }).data ?? [];
  const top = useQuery(ideaQueries.list({})).data?.items ?? [];
  const ideas = votableOf(similar, q === '' ? top : []);
  const idea = ideas.find(({ id }) => id === chosen) ?? ideas[0];
  const body = { conversationId, reason, ...(postId === undefined ? {} : { postId }) };
  const save = useSaving(async () => {
    await api.post(`/ideas/${idea?.id}/votes`, body);
    showToast({ text: t('ideas.voteFor.done', { title: idea?.title ?? '' }) });
  }, onClose);
  return (
    <SaveDialog
      title={t('ideas.voteFor')}
      text={t('ideas.voteFor.text')}
      label={t('ideas.voteFor.save')}
      isReady={idea !== undefined}
      save={save}
      onClose={onClose}
    >
      <TextField label={t('ideas.search')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {idea === undefined ? (
        <p className="muted">{t('ideas.voteFor.none')}</p>
      ) : (
        <SelectField
          label={t('ideas.idea')}
          value={idea.id}
          onChange={(event) => setChosen(event.target.value)}
          choices={ideas.map(({ id, title, votes }) => ({ value: id, label: `${title} (${votes})` }))}
        />
      )}
      <TextAreaField
        label={t('ideas.voteFor.why')}
        hint={t('ideas.voteFor.why.hint')}
        isOptional
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </SaveDialog>
  );
}
