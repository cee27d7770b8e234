import { useMutation, useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { ViewNameForm } from './view-name-form.tsx';
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
  const [isShared, setIsShared] = useState(false);
  const save = useMutation({
    mutationFn: (name: string) => api.post('/inbox/views', { kind, name, query, isShared }),
    onSuccess: (_, name) => {
      void queryClient.invalidateQueries({ queryKey: ['inbox', 'views'] });
      void queryClient.invalidateQueries({ queryKey: [kind, 'counts', 'views'] });
      showToast({ text: t('inbox.views.savedAs', { name }) });
      onDone();
    },
    onError: toastError,
  });
  return (
    <ViewNameForm given={suggested} isBusy={save.isPending} onSave={save.mutate} onCancel={onDone}>
      <Checkbox label={t('inbox.views.shared')} isOn={isShared} onChange={setIsShared} />
    </ViewNameForm>
  );
}
