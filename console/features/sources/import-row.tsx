import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleSlash, CircleX, LoaderCircle, type LucideIcon, X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { ProgressBar } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import { sizeText } from './lag.ts';
import { sourceQueries } from './queries.ts';
import type { ImportView } from './types.ts';

const LOOK: Record<ImportView['state'], { icon: LucideIcon; tone: Tone }> = {
  running: { icon: LoaderCircle, tone: 'accent' },
  done: { icon: CircleCheck, tone: 'ok' },
  failed: { icon: CircleX, tone: 'bad' },
  cancelled: { icon: CircleSlash, tone: 'neutral' },
};

/** One file: how far, what was kept, and what was not understood. */
export function ImportRow({ view, mayManage }: { view: ImportView; mayManage: boolean }) {
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => api.post(`/imports/${view.id}/cancel`),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['imports'] }),
  });
  const { icon, tone } = LOOK[view.state];
  return (
    <li className="import-row">
      <header>
        <strong className="ellipsis">{view.name}</strong>
        <Badge tone={tone} icon={icon}>
          {t(`sources.import.state.${view.state}`)}
        </Badge>
        <span className="grow" />
        {mayManage && view.state === 'running' && (
          <Button size="s" variant="ghost" icon={X} isBusy={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('sources.import.stop')}
          </Button>
        )}
      </header>
      {view.state === 'running' && view.totalBytes !== null && (
        <ProgressBar value={view.bytes} max={view.totalBytes} label={t('sources.import.reading')} />
      )}
      <p className="muted">
        {t('sources.import.counts', {
          lines: tn('sources.import.lines', view.lines),
          kept: tn('common.posts', view.kept),
          size: sizeText(view.totalBytes ?? view.bytes),
        })}{' '}
        {view.refused > 0 && (
          <Link to={`/sources/refusals?source=${view.id}` as string}>
            {tn('sources.import.refused', view.refused)}
          </Link>
        )}
      </p>
      {view.problem !== null && <Callout tone="bad">{view.problem}</Callout>}
      {view.badLines.length > 0 && <BadLines view={view} />}
    </li>
  );
}

function BadLines({ view }: { view: ImportView }) {
  const [isWhole, setWhole] = useState(false);
  const whole = useQuery({ ...sourceQueries.oneImport(view.id), enabled: isWhole }).data;
  const lines = whole?.badLines ?? view.badLines;
  return (
    <>
      <ul className="bad-lines">
        {lines.map(({ line, reason }) => (
          <li key={line}>
            <span className="figures">{t('sources.import.line', { line })}</span> {reason}
          </li>
        ))}
      </ul>
      {!isWhole && view.refused > view.badLines.length && (
        <Button size="s" variant="ghost" onClick={() => setWhole(true)}>
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}
