import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import { MappingFields } from './mapping-fields.tsx';
import { SignatureFields } from './signature-fields.tsx';
import type { Receiver, ReceiverWish, SavedReceiver } from './types.ts';

const NEW: ReceiverWish = {
  name: '',
  signature: { scheme: 'none' },
  mapping: {
    kind: 'review',
    fields: { id: 'id', text: 'text', authorName: 'author.name', createdAt: 'created_at' },
  },
  isPrivate: true,
  isOn: true,
};

interface ReceiverFormProps {
  item: Receiver | undefined;
  onSaved(receiver: SavedReceiver): void;
}

export function ReceiverForm({ item: receiver, onSaved }: ReceiverFormProps) {
  const [wish, setWish] = useState<ReceiverWish>(receiver ? wishOf(receiver) : NEW);
  const change = (more: Partial<ReceiverWish>) => setWish({ ...wish, ...more });
  const save = useMutation({
    mutationFn: () => {
      const { secret, ...rest } = wish;
      const body = secret === undefined || secret.trim() === '' ? rest : { ...rest, secret };
      return receiver === undefined
        ? api.post<SavedReceiver>('/receivers', body)
        : api.put<SavedReceiver>(`/receivers/${receiver.id}`, body);
    },
    onSuccess: onSaved,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('common.name')}
        hint={t('receivers.name.hint')}
        required
        autoFocus
        maxLength={100}
        value={wish.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Checkbox
        label={t('receivers.isPrivate')}
        hint={t('receivers.isPrivate.hint')}
        isOn={wish.isPrivate}
        onChange={(isPrivate) => change({ isPrivate })}
      />
      <SignatureFields wish={wish} isNew={receiver === undefined} onChange={change} />
      <MappingFields mapping={wish.mapping} onChange={(mapping) => change({ mapping })} />
      <Checkbox label={t('receivers.isOn')} isOn={wish.isOn ?? true} onChange={(isOn) => change({ isOn })} />
      <FormError error={save.error} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

function wishOf({ name, signature, mapping, isPrivate, isOn }: Receiver): ReceiverWish {
  return { name, signature, mapping, isPrivate, isOn };
}
