import { useMutation } from '@tanstack/react-query';
import { ImageUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { sendFile } from '../../components/files/send-file.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';

/** What is written of a page in one language. */
export interface Written {
  title: string;
  slug: string;
  description: string;
  markdown: string;
}

interface TextFieldsProps {
  language: string;
  written: Written;
  onChange(written: Written): void;
}

export function TextFields({ language, written, onChange }: TextFieldsProps) {
  const change = (part: Partial<Written>) => onChange({ ...written, ...part });
  return (
    <>
      <TextField
        label={t('site.page.title')}
        maxLength={200}
        required
        lang={language}
        dir="auto"
        value={written.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextAreaField
        label={t('site.page.markdown')}
        hint={t('site.page.markdown.hint')}
        className="site-markdown-field"
        rows={16}
        maxLength={60_000}
        lang={language}
        dir="auto"
        value={written.markdown}
        onChange={(event) => change({ markdown: event.target.value })}
      />
      <Picture
        onSent={(markdown) => change({ markdown: `${written.markdown.trimEnd()}\n\n${markdown}\n` })}
      />
      <TextField
        label={t('site.page.slug')}
        hint={t('site.page.slug.hint')}
        isOptional
        maxLength={80}
        value={written.slug}
        onChange={(event) => change({ slug: event.target.value })}
      />
      <TextAreaField
        label={t('site.page.description')}
        hint={t('site.page.description.hint')}
        isOptional
        rows={2}
        maxLength={300}
        lang={language}
        dir="auto"
        value={written.description}
        onChange={(event) => change({ description: event.target.value })}
      />
    </>
  );
}

/** Sends a picture and puts it behind the text. */
function Picture({ onSent }: { onSent(markdown: string): void }) {
  const input = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: (file: File) =>
      sendFile(file, {
        name: file.name,
        purpose: 'page',
        signal: new AbortController().signal,
        onProgress: () => undefined,
      }),
    onSuccess: ({ id, name }) => onSent(`![${name.replace(/\.\w+$/, '')}](/pages/files/${id})`),
    onError: toastError,
  });
  return (
    <div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) send.mutate(file);
          target.value = '';
        }}
      />
      <Button icon={ImageUp} isBusy={send.isPending} onClick={() => input.current?.click()}>
        {t('site.page.picture')}
      </Button>
    </div>
  );
}
