import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { metadataView } from '#people/members/providers/schema.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';

interface Read {
  entityId: string;
  entryPoint: string;
  logoutUrl: string;
  logoutAnswerUrl: string;
  certificates: string;
}

/** Fills the fields of a SAML provider from its metadata, by address or file. */
export function MetadataImport({ onRead }: { onRead(read: Read): void }) {
  const [url, setUrl] = useState('');
  const read = useMutation({
    mutationFn: (given: { url: string } | { xml: string }) =>
      api.post<z.infer<typeof metadataView>>('/community/providers/metadata', given),
    onSuccess: ({ certificates, logoutUrl, logoutAnswerUrl, ...rest }) =>
      onRead({
        ...rest,
        logoutUrl: logoutUrl ?? '',
        logoutAnswerUrl: logoutAnswerUrl ?? '',
        certificates: certificates.join('\n').trim(),
      }),
  });
  return (
    <fieldset className="field-group">
      <legend>{t('members.provider.metadata')}</legend>
      <TextField
        label={t('members.provider.metadata.url')}
        type="url"
        isOptional
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <div className="row">
        <Button isBusy={read.isPending} disabled={url === ''} onClick={() => read.mutate({ url })}>
          {t('members.provider.metadata.read')}
        </Button>
        <FileButton
          label={t('members.provider.metadata.file')}
          accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
          onRead={(xml) => read.mutate({ xml })}
        />
      </div>
      <FormError error={read.error} />
    </fieldset>
  );
}
