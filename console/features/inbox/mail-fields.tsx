import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import type { MailWords } from './mail-words.ts';

/** Another subject and further recipients of a reply by mail; left alone, it goes to the customer under the thread's subject. */
export function MailFields({
  words,
  subject,
  handle,
  signature,
  onChange,
}: {
  words: MailWords;
  subject: string;
  /** Where it goes unless told. */
  handle: string;
  /** Goes below every mail of the mailbox. */
  signature: string | null;
  onChange(words: MailWords): void;
}) {
  return (
    <>
      {signature !== null && <p className="mail-signature">{t('mailbox.signature.below', { signature })}</p>}
      <details className="mail-fields">
        <summary className="summary">{t('mailbox.recipients')}</summary>
        <TextField
          label={t('mailbox.subject')}
          placeholder={subject}
          maxLength={500}
          value={words.subject}
          onChange={(event) => onChange({ ...words, subject: event.target.value })}
        />
        {(['to', 'cc', 'bcc'] as const).map((name) => (
          <TextField
            key={name}
            label={t(`mailbox.${name}`)}
            hint={name === 'to' ? t('mailbox.to.hint', { handle }) : t('mailbox.list.hint')}
            isOptional
            inputMode="email"
            value={words[name]}
            onChange={(event) => onChange({ ...words, [name]: event.target.value })}
          />
        ))}
      </details>
    </>
  );
}
