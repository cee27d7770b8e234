import { CornerDownLeft, ListFilter, Search, Zap } from 'lucide-react';
import { useState } from 'react';
import { queryString } from '../api/client.ts';
import { Dialog } from '../components/dialog.tsx';
import { narrow } from '../components/narrow.ts';
import { type Pick, PickList } from '../components/pick-list.tsx';
import { SECTIONS } from '../features/settings/sections.ts';
import { type MessageKey, t } from '../i18n/index.ts';
import { useAllShortcuts } from '../keyboard/shortcuts.ts';
import { useGo } from './go.ts';
import { useFound } from '../features/search/use-found.ts';
import { type Destination, parts, setup, stages } from './navigation.ts';

interface Command extends Pick {
  run(): void;
}

/** Every screen, found by the words of the stage or settings that it belongs to, too. */
const PLACES: readonly (Destination & { within: MessageKey })[] = [
  ...stages.flatMap(({ label: within, destinations }) => destinations.map((one) => ({ ...one, within }))),
  { ...setup, within: setup.label },
  ...SECTIONS.flatMap(({ sections }) => sections.map((one) => ({ ...one, within: setup.label }))),
];

/** Ctrl-K: every screen, everything that has a key here, and search. */
export function CommandPalette({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}) {
  return (
    <Dialog title={t('shell.palette.title')} isBare isOpen={isOpen} onOpenChange={onOpenChange}>
      <Commands onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Commands({ onDone }: { onDone(): void }) {
  const [query, setQuery] = useState('');
  const go = useGo();
  const shortcuts = useAllShortcuts();
  const commands: Command[] = [
    ...shortcuts
      .filter((shortcut) => shortcut.isHidden !== true)
      .toReversed()
      .map((shortcut) => ({
        id: `key-${shortcut.keys}`,
        label: shortcut.label,
        group: shortcut.group,
        icon: Zap,
        shortcut: shortcut.keys,
        run: shortcut.run,
      })),
    ...PLACES.map(({ to, label, icon, key, within }) => ({
      id: `go-${to}`,
      label: t(label),
      keywords: `${t('shell.palette.group.go')} ${t(within)}`,
      group: t(within === setup.label ? within : 'shell.palette.group.go'),
      icon,
      ...(key !== undefined && { shortcut: `g ${key}` }),
      run: () => go(to),
    })),
  ];
  const words = query.trim();
  // Beside their screens they would only make the whole list longer.
  if (words !== '')
    for (const { to, of, label, icon } of parts)
      commands.push({
        id: `go-${to}`,
        label: `${t(of)}: ${t(label)}`,
        keywords: t('shell.palette.group.go'),
        group: t('shell.palette.group.go'),
        icon,
        run: () => go(to),
      });
  const searches: Command[] =
    words === ''
      ? []
      : [
          {
            id: 'search-all',
            label: t('shell.palette.showAll', { query: words }),
            icon: ListFilter,
            run: () => go(`/find${queryString({ q: words.slice(0, 200) })}`),
          },
          {
            id: 'search-inbox',
            label: t('shell.palette.searchInbox', { query: words }),
            icon: Search,
            run: () => go(`/inbox${queryString({ status: 'any', q: words })}`),
          },
          {
            id: 'search-stream',
            label: t('shell.palette.searchStream', { query: words }),
            icon: CornerDownLeft,
            run: () => go(`/stream${queryString({ q: words })}`),
          },
        ].map((command) => ({ ...command, group: t('shell.palette.group.search') }));
  const found: Command[] = useFound(words).map((hit) => ({ ...hit, run: () => go(hit.to) }));
  const picks = [...narrow(commands, query), ...found, ...searches];
  return (
    <PickList
      label={t('shell.palette.title')}
      placeholder={t('shell.palette.placeholder')}
      picks={picks}
      query={query}
      onQuery={setQuery}
      onPick={(pick) => {
        onDone();
        // After the dialog has given the focus back, so that what the command opens keeps it.
        const command = picks.find(({ id }) => id === pick.id);
        if (command !== undefined) setTimeout(() => command.run());
      }}
    />
  );
}
