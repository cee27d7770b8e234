import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import type { ExamplePreview } from './types.ts';
import type { Words } from './use-keep.ts';

/** What is left of private words, to be read and changed before it is kept. */
export function ReadFirst({
  preview,
  error,
  onClose,
  onKeep,
}: {
  preview: ExamplePreview;
  error: unknown;
  onClose(): void;
  onKeep(words: Words): void;
}) {
  const [words, setWords] = useState({ question: preview.question, answer: preview.answer });
  return (
    <Dialog
      title={t('voice.example.private')}
      text={t('voice.example.private.text')}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onClick={() => onKeep(words)}>
            {t('voice.example.keepRead')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextAreaField
          label={t('voice.example.question')}
          value={words.question}
          rows={5}
          onChange={(event) => setWords({ ...words, question: event.target.value })}
        />
        <TextAreaField
          label={t('voice.example.answer')}
          value={words.answer}
          rows={5}
          onChange={(event) => setWords({ ...words, answer: event.target.value })}
        />
        <FormError error={error} />
      </div>
    </Dialog>
  );
}
