import { useMutation } from '@tanstack/react-query';
import { ImageUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { sendFile } from '../../components/files/send-file.ts';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';

interface LogoFieldProps {
  fileId: string | null;
  /** Where the one that is saved stands. */
  savedUrl: string | null;
  onChange(fileId: string | null): void;
}

/** A picture before the community's name; it holds once the form is saved. */
export function LogoField({ fileId, savedUrl, onChange }: LogoFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: (file: File) =>
      sendFile(file, {
        name: file.name,
        purpose: 'logo',
        signal: new AbortController().signal,
        onProgress: () => undefined,
      }),
    onSuccess: ({ id }) => onChange(id),
  });
  const isSaved = fileId !== null && savedUrl?.endsWith(fileId) === true;
  return (
    <fieldset className="field-group">
      <legend>{t('members.logo')}</legend>
      <p className="muted">{t('members.logo.hint')}</p>
      {fileId !== null && (
        <img
          className="community-logo"
          src={isSaved ? savedUrl : `/api/v1/files/${fileId}`}
          alt={t('members.logo')}
          height={32}
        />
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp,image/gif"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) send.mutate(file);
          event.target.value = '';
        }}
      />
      <div className="row">
        <Button icon={ImageUp} isBusy={send.isPending} onClick={() => input.current?.click()}>
          {t('members.logo.choose')}
        </Button>
        {fileId !== null && <Button onClick={() => onChange(null)}>{t('members.logo.remove')}</Button>}
      </div>
      <FormError error={send.error} />
    </fieldset>
  );
}
