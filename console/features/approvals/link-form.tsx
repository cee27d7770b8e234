import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import type { newLinkResult } from '#respond/approvals/schema.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import type { ApprovalView } from './types.ts';

/** Lets somebody without an account decide in the reader's place. */
export function LinkForm({ approval, onClose }: { approval: ApprovalView; onClose(): void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const make = useMutation({
    mutationFn: () =>
      api.post<z.output<typeof newLinkResult>>(`/approvals/${approval.id}/links`, { name, address }),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['approvals'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && address.includes('@')) make.mutate();
  };
  if (make.data)
    return (
      <div className="approval-form">
        <p>{t(make.data.isMailed ? 'approvals.link.mailed' : 'approvals.link.notMailed', { address })}</p>
        <CopyField label={t('approvals.link.address')} value={make.data.url} />
        <div className="approval-actions">
          <Button onClick={onClose}>{t('common.close')}</Button>
        </div>
      </div>
    );
  return (
    <form className="approval-form" onSubmit={submit} noValidate>
      <p className="muted">{t('approvals.link.text')}</p>
      <div className="approval-pair">
        <TextField
          label={t('approvals.link.name')}
          value={name}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t('approvals.link.mail')}
          type="email"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </div>
      <FormError error={make.error} />
      <div className="approval-actions">
        <Button type="submit" variant="primary" isBusy={make.isPending}>
          {t('approvals.link.make')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
