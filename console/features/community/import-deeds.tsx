import { Play, Square, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { t } from '../../i18n/index.ts';
import type { deedsOf } from './import-figures.ts';
import { useChanging, useSaving } from './use-changing.ts';

interface DeedsProps {
  id: string;
  deeds: ReturnType<typeof deedsOf>;
  onClose(): void;
}

/** What can be done with an import now: files handed in, started, stopped, taken back, forgotten. */
export function ImportDeeds({ id, deeds, onClose }: DeedsProps) {
  const [asked, setAsked] = useState<'undo' | 'drop' | null>(null);
  const path = `/community/imports/${id}`;
  const act = useChanging(({ deed, body }: { deed: 'files' | 'start' | 'stop'; body?: object }) =>
    api.post(`${path}/${deed}`, body),
  );
  const undo = useSaving(() => api.post(`${path}/undo`));
  const drop = useSaving(() => api.delete(path), onClose);
  return (
    <div className="community-import-head">
      {deeds.addFile && (
        <FileButton
          label={t('community.import.file')}
          accept=".csv,.txt,.json,.ndjson,.sql"
          onRead={(text, name) => act.mutate({ deed: 'files', body: { name, text } })}
        />
      )}
      {deeds.start && (
        <Button
          variant="primary"
          icon={Play}
          isBusy={act.isPending}
          onClick={() => act.mutate({ deed: 'start' })}
        >
          {t('community.import.start')}
        </Button>
      )}
      {deeds.stop && (
        <Button icon={Square} onClick={() => act.mutate({ deed: 'stop' })}>
          {t('community.import.stop')}
        </Button>
      )}
      {deeds.undo && (
        <Button icon={Undo2} onClick={() => setAsked('undo')}>
          {t('community.import.undo')}
        </Button>
      )}
      {deeds.drop && (
        <Button icon={Trash2} onClick={() => setAsked('drop')}>
          {t('community.import.drop')}
        </Button>
      )}
      {asked !== null && (
        <Confirm
          title={t(`community.import.${asked}`)}
          text={t(`community.import.${asked}.text`)}
          confirm={t(`community.import.${asked}`)}
          isDanger
          isOpen
          onOpenChange={(isOpen) => !isOpen && setAsked(null)}
          onConfirm={() => (asked === 'undo' ? undo : drop).mutateAsync()}
        />
      )}
    </div>
  );
}
