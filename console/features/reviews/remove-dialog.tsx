import { useState } from 'react';
import { SelectField, TextAreaField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { REASONS } from './reasons.ts';
import type { ReviewView } from './queries.ts';
import { useRemoving } from './use-removing.ts';

/** Removes a review for a reason that everybody reads. */
export function RemoveDialog({ review, onClose }: { review: ReviewView; onClose(): void }) {
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const save = useRemoving(review, { reason, note }, onClose);
  return (
    <SaveDialog
      title={t('reviews.remove.title', { title: review.title })}
      text={t('reviews.remove.text')}
      label={t('reviews.remove')}
      isReady={reason !== ''}
      save={save}
      onClose={onClose}
    >
      <SelectField
        label={t('reviews.remove.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        choices={[
          { value: '', label: t('reviews.remove.choose') },
          ...REASONS.map((value) => ({ value, label: t(`reviews.reason.${value}`) })),
        ]}
      />
      <TextAreaField
        label={t('reviews.remove.note')}
        hint={t('reviews.remove.note.hint')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </SaveDialog>
  );
}
