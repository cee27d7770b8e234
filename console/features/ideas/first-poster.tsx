import { RotateCw, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { ChoiceField, TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import type { IdeaDetail } from './queries.ts';
import { useChanging, useSaving } from './use-changing.ts';

/** Whether whoever said it first may be named. */
export function ConsentPart({ idea }: { idea: IdeaDetail }) {
  const can = useCan();
  const [wish, setWish] = useState<'ask' | 'note' | null>(null);
  return (
    <section className="card stack" aria-label={t('ideas.consent')}>
      <h2>{t('ideas.consent')}</h2>
      <p>
        <Badge icon={UserCheck} tone={idea.consent === 'given' ? 'ok' : 'neutral'}>
          {t(`ideas.consent.${idea.consent}`)}
        </Badge>
      </p>
      {idea.consentProof !== null && <p className="faint">{idea.consentProof}</p>}
      <div className="ideas-head">
        {can('ideas.write') && idea.consent === 'none' && (
          <Button onClick={() => setWish('ask')}>{t('ideas.consent.ask')}</Button>
        )}
        {can('ideas.manage') && <Button onClick={() => setWish('note')}>{t('ideas.consent.note')}</Button>}
      </div>
      {wish === 'ask' && <AskDialog idea={idea} onClose={() => setWish(null)} />}
      {wish === 'note' && <NoteDialog idea={idea} onClose={() => setWish(null)} />}
    </section>
  );
}

function AskDialog({ idea, onClose }: { idea: IdeaDetail; onClose(): void }) {
  const [text, setText] = useState(() => t('ideas.consent.words', { title: idea.title, url: idea.url }));
  const save = useSaving(() => api.post(`/ideas/${idea.id}/consent`, { text }), onClose);
  return (
    <SaveDialog
      title={t('ideas.consent.ask')}
      text={t('ideas.consent.ask.text')}
      label={t('ideas.consent.send')}
      isReady={text.trim() !== ''}
      save={save}
      onClose={onClose}
    >
      <TextAreaField
        label={t('ideas.consent.reply')}
        rows={5}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </SaveDialog>
  );
}

const ANSWERS = ['given', 'refused', 'none'] as const;

function NoteDialog({ idea, onClose }: { idea: IdeaDetail; onClose(): void }) {
  const [given, setGiven] = useState({ consent: 'given' as (typeof ANSWERS)[number], name: '', how: '' });
  const save = useSaving(() => api.put(`/ideas/${idea.id}/consent`, given), onClose);
  return (
    <SaveDialog
      title={t('ideas.consent.note')}
      text={t('ideas.consent.note.text')}
      save={save}
      onClose={onClose}
    >
      <ChoiceField
        label={t('ideas.consent.answer')}
        value={given.consent}
        values={ANSWERS}
        wordOf={(value) => t(`ideas.consent.${value}`)}
        onChoose={(consent) => setGiven({ ...given, consent })}
      />
      <TextField
        label={t('ideas.consent.name')}
        isOptional
        maxLength={100}
        value={given.name}
        onChange={(event) => setGiven({ ...given, name: event.target.value })}
      />
      <TextField
        label={t('ideas.consent.how')}
        hint={t('ideas.consent.how.hint')}
        maxLength={300}
        value={given.how}
        onChange={(event) => setGiven({ ...given, how: event.target.value })}
      />
    </SaveDialog>
  );
}

/** Whether whoever said it first, and for whom colleagues voted, was told that it is there. */
export function TellingPart({ idea }: { idea: IdeaDetail }) {
  const mayManage = useCan()('ideas.manage');
  const again = useChanging(() => api.post(`/ideas/${idea.id}/tell`));
  return (
    <section className="card stack" aria-label={t('ideas.telling')}>
      <h2>{t('ideas.telling')}</h2>
      <ul className="ideas-plain">
        {idea.tellings.map(({ postId, voteId, name, state, problem, at }) => (
          <li key={postId}>
            <Badge tone={state === 'failed' ? 'bad' : state === 'queued' ? 'ok' : 'neutral'}>
              {t(`ideas.telling.${state}`)}
            </Badge>{' '}
            <bdi>{name}</bdi> {voteId === null && <span className="faint">{t('ideas.telling.first')} </span>}
            <Time at={at} className="faint" />
            {problem !== null && <p>{problem}</p>}
          </li>
        ))}
      </ul>
      {mayManage && idea.tellings.some(({ state }) => state === 'failed') && (
        <div>
          <Button icon={RotateCw} isBusy={again.isPending} onClick={() => again.mutate(undefined)}>
            {t('ideas.telling.again')}
          </Button>
        </div>
      )}
    </section>
  );
}
