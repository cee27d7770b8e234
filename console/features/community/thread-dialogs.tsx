import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Confirm } from '../../components/confirm.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import type { Category, ThreadView } from './queries.ts';

export type Wish = 'close' | 'delete' | 'move';

interface DialogProps {
  wish: Wish;
  thread: ThreadView;
  categories: readonly Category[];
  onClose(): void;
}

/** Asks why, or where to, before something is done to a thread. */
export function DialogFor({ wish, thread, categories, onClose }: DialogProps) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const [categoryId, setCategoryId] = useState(thread.categoryId);
  const path = `/forum/threads/${thread.id}`;
  const run = async () => {
    if (wish === 'delete') await api.put(`${path}/deleted`, { isDeleted: true, reason });
    else if (wish === 'close')
      await api.patch(path, { isClosed: true, ...(reason.trim() ? { reason } : {}) });
    else await api.patch(path, { categoryId });
    await queryClient.invalidateQueries({ queryKey: ['community'] });
  };
  return (
    <Confirm
      title={t(`community.${wish}.title`, { title: thread.title })}
      text={t(`community.${wish}.text`)}
      confirm={t(`community.${wish}`)}
      isDanger={wish === 'delete'}
      isOpen
      onOpenChange={onClose}
      onConfirm={run}
    >
      {wish === 'move' ? (
        <SelectField
          label={t('community.category')}
          value={categoryId}
          onChange={(event) => setCategoryId(event.target.value)}
          choices={categories.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        <TextField
          label={t('community.reason')}
          hint={t('community.reason.hint')}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </Confirm>
  );
}
