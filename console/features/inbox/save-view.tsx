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
import type { ViewKind } from './view-queries.ts';

interface SaveViewProps {
  kind: ViewKind;
  /** What the view shows, as the server takes it. */
  query: Record<string, string>;
  /** A name to begin with. */
  suggested: string;
}

/** Keeps what the screen shows now under a name. */
export function SaveView(props: SaveViewProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="s" variant="ghost" icon={BookmarkPlus} onClick={() => setIsOpen(true)}>
        {t('inbox.views.save')}
      </Button>
      <Dialog title={t('inbox.views.save')} isOpen={isOpen} onOpenChange={setIsOpen}>
        <SaveViewForm {...props} onDone={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}

function SaveViewForm({ kind, query, suggested, onDone }: SaveViewProps & { onDone(): void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(suggested);
  const [isShared, setIsShared] = useState(false);
  const save = useMutation({
    mutationFn: () => api.post('/inbox/views', { kind, name: name.trim(), query, isShared }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['inbox', 'views'] });
      void queryClient.invalidateQueries({ queryKey: [kind, 'counts', 'views'] });
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
