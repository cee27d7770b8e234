import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { PART } from '../../app/in-parts.ts';
import { useCan } from '../../app/session.ts';
import { undoLast } from '../../app/undo.ts';
import { classNames } from '../../components/class-names.ts';
import { EmptyState } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { expectField } from '../../keyboard/shortcuts.ts';
import type { ComposerMode } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { type QueueFilters, readFilters } from './filters.ts';
import { RunMacro } from '../macros/run-macro.tsx';
import './inbox-page.css';
import { Picker, type PickerKind } from './pickers.tsx';
import { inboxQueries, loadedRows } from './queries.ts';
import { afterLeaving, neighbour } from './queue.ts';
import { QueuePane } from './queue-pane.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useInboxKeys } from './use-inbox-keys.ts';
import { useQueue } from './use-queue.ts';
import { useSelection } from './use-selection.ts';
import { useTriage } from './use-triage.ts';
import { ViewsPane } from './views-pane.tsx';

/** Views, queue and conversation side by side; on a phone one at a time. */
export function InboxPage() {
  const filters = useFilters();
  const openId = useParams({ from: '/shell/inbox/{-$conversationId}' }).conversationId ?? null;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const queue = useQueue(filters);
  const selection = useSelection(queue.rows);
  const triage = useTriage();
  const can = useCan();
  const searchField = useRef<HTMLInputElement>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [picker, setPicker] = useState<PickerKind | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const [writing, setWriting] = useState<{ mode: ComposerMode; id: string } | null>(null);
  useQuery({ ...inboxQueries.detail(openId ?? ''), enabled: openId !== null });

  const cursorId = openId ?? cursor;
  const targets = selection.ids.size > 0 ? [...selection.ids] : cursorId === null ? [] : [cursorId];
  const targetRows = [...loadedRows(queryClient, targets).values()];

  const open = useCallback(
    (id: string | null, isReplacing = false) => {
      if (id !== null) setCursor(id);
      void navigate({
        to: '/inbox/{-$conversationId}',
        params: { conversationId: id ?? undefined },
        search: filters,
        replace: isReplacing,
      });
    },
    [navigate, filters],
  );
  /** After something that takes rows out of this view: the next row, or the queue on a phone. */
  const goOn = (ids: readonly string[]) => {
    selection.choose([]);
    if (cursorId === null || !ids.includes(cursorId) || filters.status === 'any') return;
    const next = afterLeaving(queue.rows, cursorId, new Set(ids));
    setCursor(next);
    if (openId !== null) open(isPhone() ? null : next, true);
  };
  const finish = (ids: readonly string[]) => {
    const areDone =
      ids.length > 0 && ids.every((id) => loadedRows(queryClient, [id]).get(id)?.status === 'done');
    triage.setStatus(ids, areDone ? 'open' : 'done');
    goOn(ids);
  };
  const setUnread = (ids: readonly string[], isUnread: boolean) => {
    triage.setUnread(ids, isUnread);
    if (isUnread && openId !== null && ids.includes(openId)) open(null, true);
  };
  const write = (mode: ComposerMode) => {
    if (cursorId === null) return;
    if (openId === null) open(cursorId);
    setWriting({ mode, id: cursorId });
    expectField();
  };
  const leavingTriage = useLeaving(triage, goOn);

  useInboxKeys({
    hasTarget: targets.length > 0,
    canWork: can('inbox.work'),
    isOpen: openId !== null,
    move: (step) => {
      const next = neighbour(queue.rows, cursorId, step);
      if (next === null) return;
      if (queue.rows.at(-3)?.row.id === next && queue.list.hasNextPage) void queue.list.fetchNextPage();
      setCursor(next);
      if (openId !== null) open(next, true);
      document.querySelector(`#row-${CSS.escape(next)}`)?.scrollIntoView({ block: 'nearest' });
    },
    open: () => cursorId !== null && open(cursorId),
    back: () => {
      if (selection.ids.size > 0) selection.choose([]);
      else if (openId !== null) open(null);
    },
    finish: () => finish(targets),
    pick: setPicker,
    runMacro: () => targets.length <= PART && setIsRunning(true),
    write,
    toggleUnread: () => setUnread(targets, !targetRows.some((row) => row.isUnread)),
    select: () => cursorId !== null && selection.toggle(cursorId, false),
    search: () => searchField.current?.select(),
    undo: () => void undoLast(),
  });

  const bar = selection.ids.size > 0 && (
    <SelectionBar
      count={selection.ids.size}
      isAll={selection.ids.size === queue.rows.length}
      onAll={(isOn) => selection.choose(isOn ? queue.rows.map(({ row }) => row.id) : [])}
      onClear={() => selection.choose([])}
      onDone={() => finish(targets)}
      onPicker={setPicker}
      onMacro={() => setIsRunning(true)}
      onUnread={(isUnread) => setUnread(targets, isUnread)}
    />
  );
  return (
    <div className={classNames('inbox', openId !== null && 'inbox-reading')}>
      <h1 className="visually-hidden">{t('inbox.title')}</h1>
      <div className="inbox-views">
        <ViewsPane filters={filters} />
      </div>
      <QueuePane
        filters={filters}
        queue={queue}
        selection={{ ids: selection.ids, toggle: selection.toggle, bar: bar === false ? null : bar }}
        openId={openId}
        cursorId={cursorId}
        searchField={searchField}
      />
      <div className="inbox-conversation">
        {openId === null ? (
          queue.rows.length > 0 && (
            <EmptyState icon={MessagesSquare} title={t('inbox.pick.title')} text={t('inbox.pick.text')} />
          )
        ) : (
          <Conversation
            key={openId}
            id={openId}
            filters={filters}
            triage={leavingTriage}
            writing={writing?.id === openId ? writing : null}
            onPicker={setPicker}
            onMacro={() => setIsRunning(true)}
            onBack={() => open(null)}
            onFinish={() => finish([openId])}
            onSentAndDone={() => goOn([openId])}
          />
        )}
      </div>
      <RunMacro isOpen={isRunning} conversationIds={targets} onClose={() => setIsRunning(false)} />
      <Picker kind={picker} rows={targetRows} triage={leavingTriage} onClose={() => setPicker(null)} />
    </div>
  );
}

function useFilters(): QueueFilters {
  const search = useSearch({ from: '/shell/inbox/{-$conversationId}' });
  const text = JSON.stringify(search);
  return useMemo(() => readFilters(JSON.parse(text) as Record<string, unknown>), [text]);
}

/** Snoozing takes a row out of the view like finishing does. */
function useLeaving(
  triage: ReturnType<typeof useTriage>,
  goOn: (ids: readonly string[]) => void,
): ReturnType<typeof useTriage> {
  return {
    ...triage,
    snooze: (ids, until, reason) => {
      triage.snooze(ids, until, reason);
      goOn(ids);
    },
    setStatus: (ids, status) => {
      triage.setStatus(ids, status);
      goOn(ids);
    },
  };
}

function isPhone(): boolean {
  return matchMedia('(max-width: 767px)').matches;
}
