import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import type { ImportView } from './queries.ts';

/** Where a community comes from, before its files are handed in. */
export function NewImportDialog({ onClose, onMade }: { onClose(): void; onMade(id: string): void }) {
  const [name, setName] = useState('');
  const [origin, setOrigin] = useState('');
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => api.post<ImportView>('/community/imports', { name, origin }),
    onSuccess: ({ id }) => onMade(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['community', 'imports'] }),
  });
  return (
    <SaveDialog
      title={t('community.import.add')}
      text={t('community.import.add.text')}
      label={t('community.import.begin')}
      isReady={name.trim() !== '' && origin.trim() !== ''}
      save={save}
      onClose={onClose}
    >
      <TextField
        label={t('community.import.name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('community.import.origin')}
        hint={t('community.import.origin.hint')}
        maxLength={300}
        value={origin}
        onChange={(event) => setOrigin(event.target.value)}
      />
    </SaveDialog>
  );
}
