import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import type { MailWords } from './mail-words.ts';

/** Another subject and further recipients of a reply by mail; left alone, it goes to the customer under the thread's subject. */
export function MailFields({
  words,
  subject,
  onChange,
}: {
  words: MailWords;
  subject: string;
  onChange(words: MailWords): void;
}) {
  return (
    <details className="mail-fields">
      <summary className="summary">{t('mailbox.recipients')}</summary>
      <TextField
        label={t('mailbox.subject')}
        placeholder={subject}
        maxLength={500}
        value={words.subject}
        onChange={(event) => onChange({ ...words, subject: event.target.value })}
      />
      {(['cc', 'bcc'] as const).map((name) => (
        <TextField
          key={name}
          label={t(`mailbox.${name}`)}
          hint={t('mailbox.list.hint')}
          isOptional
          inputMode="email"
          value={words[name]}
          onChange={(event) => onChange({ ...words, [name]: event.target.value })}
        />
      ))}
    </details>
  );
}
