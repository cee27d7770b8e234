import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleHelp, Download, Ellipsis, FileInput, FileUp, Hash, Plus } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { TopicView } from '../../api/types.ts';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { undoLast } from '../../app/undo.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { IconButton } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Menu } from '../../components/menu.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { BringDialog } from './bring-dialog.tsx';
import { CheatSheetDialog } from './cheat-sheet.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { foldersOf } from './list.ts';
import { ListToolbar } from './list-toolbar.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { Topics } from './topic-list.tsx';
import './topics.css';
import { useListKeys } from './use-list-keys.ts';
import { useTopicList } from './use-topic-list.ts';
import { useTopicProgress } from './use-topic-progress.ts';

type Open = 'help' | 'import' | 'bring' | null;

/** All topics, with what they bring. */
export function TopicsPage() {
  const { data, error, isPending, refetch } = useQuery(queries.topics());
  const [open, setOpen] = useState<Open>(null);
  const go = useGo();
  const mayWrite = useCan()('topics.write');
  const group = t('shell.nav.topics');
  useTopicProgress();
  useShortcuts([
    ...(mayWrite ? [{ keys: 'c', label: t('topics.new'), group, run: () => go('/topics/new') }] : []),
    { keys: 'h', label: t('topics.help.open'), group, run: () => setOpen('help') },
    { keys: 'z', label: t('shell.key.undo'), group, run: () => void undoLast().catch(toastError) },
  ]);
  const create = mayWrite && (
    <Link to={'/topics/new' as string} className="button button-primary button-m">
      <Plus size={16} aria-hidden />
      {t('topics.new')}
    </Link>
  );
  const dialog = (name: Open) => ({
    isOpen: open === name,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? name : null),
  });
  return (
    <Page
      title={t('shell.nav.topics')}
      text={t('topics.text')}
      width="wide"
      actions={
        <>
          <MoreMenu mayWrite={mayWrite} onOpen={setOpen} />
          {create}
        </>
      }
    >
      <div className="stack">
        <WhoCan permission="topics.write" action={t('topics.changing')} />
        {error !== null && data === undefined ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <SkeletonRows count={5} label={t('common.loading')} />
        ) : data.length === 0 ? (
          <EmptyState
            icon={Hash}
            title={t('topics.empty.title')}
            text={t('topics.empty.text')}
            actions={create}
          />
        ) : (
          <Full topics={data} mayWrite={mayWrite} />
        )}
      </div>
      <CheatSheetDialog {...dialog('help')} />
      <ImportDialog {...dialog('import')} />
      <BringDialog {...dialog('bring')} />
    </Page>
  );
}

function Full({ topics, mayWrite }: { topics: readonly TopicView[]; mayWrite: boolean }) {
  const list = useTopicList(topics);
  const folders = useMemo(() => foldersOf(topics), [topics]);
  const search = useRef<HTMLInputElement>(null);
  useListKeys(list, mayWrite, () => search.current?.select());
  return (
    <>
      <ListToolbar filters={list.filters} folders={folders} onChange={list.setFilters} searchRef={search} />
      <Topics list={list} mayWrite={mayWrite} />
      {list.chosen.length > 0 && (
        <SelectionBar
          chosen={list.chosen}
          found={list.found.length}
          folders={folders}
          onAll={() =>
            list.tick(
              list.found.map((topic) => topic.id),
              true,
            )
          }
          onClear={list.clear}
        />
      )}
    </>
  );
}

function MoreMenu({ mayWrite, onOpen }: { mayWrite: boolean; onOpen(name: Open): void }) {
  return (
    <Menu
      align="end"
      trigger={<IconButton label={t('topics.more')} icon={Ellipsis} />}
      entries={[
        { label: t('topics.help.open'), icon: CircleHelp, shortcut: 'h', onSelect: () => onOpen('help') },
        'line',
        ...(mayWrite
          ? [
              { label: t('topics.bring.title'), icon: FileInput, onSelect: () => onOpen('bring') },
              { label: t('topics.import.title'), icon: FileUp, onSelect: () => onOpen('import') },
            ]
          : []),
        {
          label: t('topics.export'),
          icon: Download,
          onSelect: () => globalThis.location.assign('/api/v1/topics/export'),
        },
      ]}
    />
  );
}
