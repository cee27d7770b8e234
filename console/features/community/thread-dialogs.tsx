import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import type { Category, ThreadView } from './queries.ts';
import { useThreadDeeds } from './use-moderation.ts';

export type Wish = 'close' | 'delete' | 'move';

interface DialogProps {
  wish: Wish;
  thread: ThreadView;
  categories: readonly Category[];
  onClose(): void;
}

/** Asks why, or where to, before something is done to a thread. */
export function DialogFor({ wish, thread, categories, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const [categoryId, setCategoryId] = useState(thread.categoryId);
  const deeds = useThreadDeeds();
  const run = () => {
    if (wish === 'delete') return deeds.remove(thread, reason);
    return wish === 'close' ? deeds.close(thread, reason) : deeds.move(thread, categoryId);
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
