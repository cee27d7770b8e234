import { useState } from 'react';
import { api } from '../../api/client.ts';
import { TextAreaField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import type { ReviewView } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** The company's one answer below a review. */
export function AnswerDialog({ review, onClose }: { review: ReviewView; onClose(): void }) {
  const [text, setText] = useState(review.reply?.markdown ?? '');
  const save = useSaving(() => api.put(`/reviews/${review.id}/answer`, { text }), onClose);
  return (
    <SaveDialog
      title={t('reviews.answer.title', { title: review.title })}
      text={t('reviews.answer.text')}
      label={t('reviews.answer.save')}
      isReady={text.trim() !== ''}
      save={save}
      onClose={onClose}
    >
      <TextAreaField
        label={t('reviews.answer.field')}
        maxLength={8000}
        rows={6}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </SaveDialog>
  );
}
