import { Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from './button.tsx';
import { TextField } from './field.tsx';

interface WordingsProps<T> {
  texts: readonly T[];
  /** What another language begins with. */
  blank: T;
  /** Of each wording: lays its language, fields and button out. */
  className: string;
  onChange(texts: T[]): void;
  /** The fields of one beside its language. */
  children(text: T, change: (text: T) => void, index: number): ReactNode;
}

/** The same in several languages, one at least. */
export function Wordings<T extends { language: string }>({
  texts,
  blank,
  className,
  onChange,
  children,
}: WordingsProps<T>) {
  return (
    <>
      {texts.map((text, index) => {
        const change = (changed: T) => onChange(texts.map((one, at) => (at === index ? changed : one)));
        return (
          // Texts have no identity; they keep theirs by place.
          <div key={`text ${String(index)}`} className={className}>
            <TextField
              label={t('canned.language')}
              required
              maxLength={12}
              value={text.language}
              onChange={(event) => change({ ...text, language: event.target.value })}
            />
            {children(text, change, index)}
            {texts.length > 1 && (
              <IconButton
                icon={Trash2}
                label={t('canned.language.remove', { language: text.language })}
                onClick={() => onChange(texts.filter((_, at) => at !== index))}
              />
            )}
          </div>
        );
      })}
      <div>
        <Button variant="ghost" icon={Plus} onClick={() => onChange([...texts, blank])}>
          {t('canned.language.add')}
        </Button>
      </div>
    </>
  );
}
