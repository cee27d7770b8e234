import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, ListTree, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Menu } from '../../components/menu.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';

interface Outcome {
  found: number;
  added: number;
  warnings: string[];
}

/** Lists of feeds in and out, in the format that feed readers exchange. */
export function OpmlMenu({ mayManage }: { mayManage: boolean }) {
  const picker = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const queryClient = useQueryClient();
  const send = useMutation({
    mutationFn: (file: File) => api.post<Outcome>('/sources/opml', new Blob([file], { type: 'text/x-opml' })),
    onSuccess: setOutcome,
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sources'] }),
  });
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon={ListTree} isBusy={send.isPending}>
            {t('sources.opml')}
          </Button>
        }
        entries={[
          ...(mayManage
            ? [{ label: t('sources.opml.import'), icon: Upload, onSelect: () => picker.current?.click() }]
            : []),
          {
            label: t('sources.opml.export'),
            icon: Download,
            onSelect: () => globalThis.location.assign('/api/v1/sources/opml'),
          },
        ]}
      />
      <input
        ref={picker}
        type="file"
        hidden
        accept=".opml,.xml,text/x-opml,application/xml,text/xml"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) send.mutate(file);
        }}
      />
      <Dialog
        title={t('sources.opml.done')}
        text={
          outcome === null
            ? ''
            : t('sources.opml.result', { found: tn('sources.feeds', outcome.found), added: outcome.added })
        }
        isOpen={outcome !== null}
        onOpenChange={() => setOutcome(null)}
        footer={
          <Button variant="primary" onClick={() => setOutcome(null)}>
            {t('common.close')}
          </Button>
        }
      >
        {outcome !== null && outcome.warnings.length > 0 && (
          <>
            <h3>{t('sources.opml.warnings')}</h3>
            <ul className="bad-lines">
              {outcome.warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </>
        )}
      </Dialog>
    </>
  );
}
