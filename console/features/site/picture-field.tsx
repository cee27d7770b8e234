import { useMutation } from '@tanstack/react-query';
import { ImageUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { sendFile } from '../../components/files/send-file.ts';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';

interface PictureFieldProps {
  label: string;
  hint: string;
  fileId: string | null;
  accept?: string;
  /** Shown on a dark ground. */
  isDark?: boolean;
  onChange(fileId: string | null): void;
}

/** A picture of the look. One that was chosen just now is shown from this device: the site has it once it is saved. */
export function PictureField({ label, hint, fileId, accept, isDark = false, onChange }: PictureFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [own, setOwn] = useState<{ id: string; url: string } | null>(null);
  const send = useMutation({
    mutationFn: async (file: File) => {
      const { id } = await sendFile(file, {
        name: file.name,
        purpose: 'logo',
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
      return { id, url: await dataUrlOf(file) };
    },
    onSuccess: (sent) => {
      setOwn(sent);
      onChange(sent.id);
    },
  });
  return (
    <fieldset className="field-group">
      <legend>{label}</legend>
      <p className="muted">{hint}</p>
      {fileId !== null && (
        <span className="site-picture" data-dark={isDark}>
          <img src={own?.id === fileId ? own.url : `/site/pictures/${fileId}`} alt={label} height={32} />
        </span>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept={accept ?? 'image/png,image/svg+xml,image/webp,image/jpeg,image/gif'}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) send.mutate(file);
          event.target.value = '';
        }}
      />
      <div className="row">
        <Button
          icon={ImageUp}
          isBusy={send.isPending}
          aria-label={t('site.picture.chooseFor', { name: label })}
          onClick={() => input.current?.click()}
        >
          {t('site.picture.choose')}
        </Button>
        {fileId !== null && (
          <Button aria-label={t('site.picture.removeFor', { name: label })} onClick={() => onChange(null)}>
            {t('site.picture.remove')}
          </Button>
        )}
      </div>
      <FormError error={send.error} />
    </fieldset>
  );
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The file could not be read.')));
    reader.readAsDataURL(file);
  });
}
