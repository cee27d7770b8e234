import { Pause, Play, RefreshCw, SquarePen, Trash2 } from 'lucide-react';
import type { SourceView } from '../../api/types.ts';
import type { MenuEntry } from '../../components/menu.tsx';
import { t } from '../../i18n/index.ts';

interface Actions {
  start(source: SourceView): void;
  pause(source: SourceView): void;
  readNow(source: SourceView): void;
}

/** What can be done with a source in the state it is in. */
export function sourceEntries(
  source: SourceView,
  actions: Actions,
  more: { open(): void; remove(): void },
): MenuEntry[] {
  const isRead = source.state === 'running' && source.health !== 'stopped';
  return [
    { label: t('sources.open'), icon: SquarePen, onSelect: more.open },
    ...(isRead
      ? [
          { label: t('sources.readNow'), icon: RefreshCw, onSelect: () => actions.readNow(source) },
          { label: t('sources.pause'), icon: Pause, onSelect: () => actions.pause(source) },
        ]
      : [{ label: t('sources.start'), icon: Play, onSelect: () => actions.start(source) }]),
    'line' as const,
    { label: t('common.remove'), icon: Trash2, isDanger: true, onSelect: more.remove },
  ];
}
