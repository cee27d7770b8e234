import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../../../api/client.ts';
import { ApiError } from '../../../api/errors.ts';
import type { BrandView } from '../../../api/types.ts';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/field.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { ListField } from '../../../components/list-field.tsx';
import { t } from '../../../i18n/index.ts';
import type { BrandInput } from '../types.ts';
import { wholeAddress } from '../../../format/address.ts';

interface BrandFormProps {
  brand: BrandView;
  submit: string;
  onSaved(): void;
  isDisabled?: boolean;
  /** Beside the button. */
  more?: ReactNode;
}

/** What people call the company. The first run and the settings ask the same. */
export function BrandForm({ brand, submit, onSaved, isDisabled = false, more }: BrandFormProps) {
  const [draft, setDraft] = useState<BrandInput>(() => draftOf(brand));
  const change = (part: Partial<BrandInput>) => setDraft((before) => ({ ...before, ...part }));
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => api.put<BrandView>('/brand', { ...draft, site: wholeAddress(draft.site ?? '') }),
    onSuccess: (saved) => {
      queryClient.setQueryData(['brand'], saved);
      setDraft(draftOf(saved));
      void queryClient.invalidateQueries({ queryKey: ['session'] });
      onSaved();
    },
  });
  const problem = save.error instanceof ApiError ? save.error : null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="form" onSubmit={send}>
      <TextField
        label={t('settings.brand.name')}
        hint={t('settings.brand.name.hint')}
        required
        maxLength={120}
        autoComplete="organization"
        value={draft.name}
        readOnly={isDisabled}
        error={problem?.fieldMessage('name')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <ListField
        label={t('settings.brand.names')}
        hint={t('settings.brand.names.hint')}
        isOptional
        values={draft.names}
        onChange={(names) => change({ names })}
        isDisabled={isDisabled}
      />
      <ListField
        label={t('settings.brand.handles')}
        hint={t('settings.brand.handles.hint')}
        isOptional
        sign="@"
        values={draft.handles}
        onChange={(handles) => change({ handles })}
        isDisabled={isDisabled}
      />
      <ListField
        label={t('settings.brand.hashtags')}
        hint={t('settings.brand.hashtags.hint')}
        isOptional
        sign="#"
        values={draft.hashtags}
        onChange={(hashtags) => change({ hashtags })}
        isDisabled={isDisabled}
      />
      <TextField
        label={t('settings.brand.site')}
        hint={t('settings.brand.site.hint')}
        isOptional
        inputMode="url"
        autoComplete="url"
        autoCapitalize="off"
        spellCheck={false}
        placeholder="https://example.com"
        value={draft.site ?? ''}
        readOnly={isDisabled}
        error={problem?.fieldMessage('site')}
        onChange={(event) => change({ site: event.target.value })}
      />
      <FormError error={save.error} />
      {!isDisabled && (
        <div className="form-actions">
          <Button type="submit" variant="primary" isBusy={save.isPending} disabled={draft.name.trim() === ''}>
            {submit}
          </Button>
          {more}
        </div>
      )}
    </form>
  );
}

function draftOf({ name, names, handles, hashtags, site }: BrandView): BrandInput {
  return { name, names, handles, hashtags, site };
}
