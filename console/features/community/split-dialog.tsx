import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Callout } from '../../components/callout.tsx';
import { TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t, tn } from '../../i18n/index.ts';
import { splitOf } from './moves.ts';
import type { PostView, ThreadView } from './queries.ts';
import { useMoves } from './use-moderation.ts';

interface SplitDialogProps {
  thread: ThreadView;
  chosen: readonly PostView[];
  onClose(): void;
  onDone(): void;
}

/** Asks for the title of the new thread, and shows how it will begin. */
export function SplitDialog({ thread, chosen, onClose, onDone }: SplitDialogProps) {
  const [title, setTitle] = useState('');
  const moves = useMoves();
  const split = useMutation({
    mutationFn: () => moves.split(thread, { title, numbers: chosen.map(({ number }) => number) }),
    onSuccess: onDone,
  });
  const preview = splitOf(chosen);
  return (
    <SaveDialog
      title={t('community.split.title')}
      text={t('community.split.text')}
      save={split}
      label={t('community.split')}
      isReady={preview !== undefined && title.trim() !== ''}
      onClose={onClose}
    >
      <TextField
        label={t('community.split.name')}
        maxLength={150}
        autoFocus
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      {preview === undefined ? (
        <Callout>{t('community.split.nothing')}</Callout>
      ) : (
        <section className="move-preview" aria-label={t('community.preview')}>
          <h3>{title.trim() === '' ? t('community.split.untitled') : title}</h3>
          <p>
            <strong>{preview.first.author.name}</strong>{' '}
            <span className="muted" dir="auto">
              {preview.first.text.slice(0, 200)}
            </span>
          </p>
          <ul>
            <li>{tn('community.split.posts', preview.posts)}</li>
            {preview.answers > 0 && <li>{tn('community.answersEnd', preview.answers)}</li>}
            {preview.staying > 0 && <li>{tn('community.split.staying', preview.staying)}</li>}
          </ul>
        </section>
      )}
    </SaveDialog>
  );
}
