import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { type QueueFilters, writeFilters } from './filters.ts';

export function SaveView({ filters }: { filters: QueueFilters }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="s" variant="ghost" icon={BookmarkPlus} onClick={() => setIsOpen(true)}>
        {t('inbox.views.save')}
      </Button>
      <Dialog title={t('inbox.views.save')} isOpen={isOpen} onOpenChange={setIsOpen}>
        <SaveViewForm filters={filters} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}

function SaveViewForm({ filters, onDone }: { filters: QueueFilters; onDone(): void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(filters.q ?? filters.label ?? '');
  const [isShared, setIsShared] = useState(false);
  const save = useMutation({
    mutationFn: () => api.post('/inbox/views', { name: name.trim(), query: writeFilters(filters), isShared }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['inbox', 'views'] });
      showToast({ text: t('inbox.views.savedAs', { name: name.trim() }) });
      onDone();
    },
    onError: toastError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={t('inbox.views.name')}
        value={name}
        maxLength={80}
        required
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox label={t('inbox.views.shared')} isOn={isShared} onChange={setIsShared} />
      <div className="row">
        <Button type="submit" variant="primary" isBusy={save.isPending} disabled={name.trim() === ''}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
