import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { t } from '../../i18n/index.ts';
import type { Texts, WidgetWish } from './queries.ts';
import { NEW_TEXTS, withLanguages } from './wish.ts';

interface ChatTextsProps {
  wish: WidgetWish;
  language: string;
  onLanguage(language: string): void;
  onChange(wish: WidgetWish): void;
}

const NAMES = ['title', 'mailSubject', 'greeting', 'offline', 'mailIntro'] as const;
const LONG: ReadonlySet<string> = new Set(['greeting', 'offline', 'mailIntro']);
const MOST = { title: 80, greeting: 500, offline: 500, mailSubject: 120, mailIntro: 1000 };

/** What visitors read, in each language. */
export function ChatTexts({ wish, language, onLanguage, onChange }: ChatTextsProps) {
  const texts = wish.texts[language] ?? NEW_TEXTS;
  const write = (name: keyof Texts, value: string) =>
    onChange({ ...wish, texts: { ...wish.texts, [language]: { ...texts, [name]: value } } });
  return (
    <fieldset className="field-group">
      <legend>{t('chat.texts')}</legend>
      <div className="chat-pair">
        <ListField
          label={t('chat.languages')}
          hint={t('chat.languages.hint')}
          placeholder="en"
          values={wish.languages}
          onChange={(languages) => onChange(withLanguages(wish, languages))}
        />
        {wish.languages.length > 1 && (
          <SelectField
            label={t('chat.language')}
            value={language}
            onChange={(event) => onLanguage(event.target.value)}
            choices={wish.languages.map((value) => ({ value, label: value }))}
          />
        )}
      </div>
      {NAMES.map((name) => {
        const field = {
          label: t(`chat.texts.${name}`),
          required: true,
          dir: 'auto',
          lang: language,
          maxLength: MOST[name],
          value: texts[name],
          onChange: (event: { target: { value: string } }) => write(name, event.target.value),
        };
        const Kind = LONG.has(name) ? TextAreaField : TextField;
        return <Kind key={name} {...field} />;
      })}
    </fieldset>
  );
}
