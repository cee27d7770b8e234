import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import type { Added } from './types.ts';

/** A name, and perhaps its first examples. */
export function NewIntent({ onClose }: { onClose(): void }) {
  const [name, setName] = useState('');
  const [lines, setLines] = useState('');
  const queryClient = useQueryClient();
  const make = useMutation({
    mutationFn: async () => {
      const { id } = await api.post<{ id: string }>('/intents', { name });
      if (lines.trim() !== '') await api.post<Added>(`/intents/${id}/examples`, { lines });
    },
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['intents'] }),
  });
  return (
    <SaveDialog
      title={t('intents.new')}
      text={t('intents.new.text')}
      save={make}
      label={t('common.add')}
      isReady={name.trim() !== ''}
      onClose={onClose}
    >
      <TextField
        label={t('intents.name')}
        hint={t('intents.name.hint')}
        maxLength={120}
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextAreaField
        label={t('intents.examples')}
        hint={t('intents.examples.hint')}
        isOptional
        rows={6}
        value={lines}
        onChange={(event) => setLines(event.target.value)}
      />
    </SaveDialog>
  );
}
