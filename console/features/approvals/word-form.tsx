import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';

/** One field for words, and what is done with them. */
export function WordForm({
  label,
  start,
  button,
  isBusy,
  onCancel,
  onSay,
}: {
  label: string;
  start: string;
  button: string;
  isBusy: boolean;
  onCancel(): void;
  onSay(words: string): void;
}) {
  const [words, setWords] = useState(start);
  const isReady = words.trim() !== '' && words.trim() !== start.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onSay(words.trim());
  };
  return (
    <form className="approval-form" onSubmit={submit}>
      <TextAreaField
        label={label}
        value={words}
        dir="auto"
        // The field opens because somebody asked for it.
        autoFocus
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      />
      <div className="approval-actions">
        <Button type="submit" variant="primary" isBusy={isBusy} disabled={!isReady}>
          {button}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
