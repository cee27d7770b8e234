import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CirclePause, CircleHelp, Pause, Play, Radio, Trash2 } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Page, Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { BackfillPanel } from './backfill.tsx';
import { CheatSheet, CheatSheetDialog } from './cheat-sheet.tsx';
import { changesOf, draftOf, isChanged } from './draft.ts';
import { leaveOut } from './marks.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { TopicForm } from './topic-form.tsx';
import './topics.css';
import type { TopicDetail, TopicDraft } from './types.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';
import { useQueryCheck } from './use-query-check.ts';
import { useTopicActions } from './use-topic-actions.ts';

interface TopicEditorProps {
  /** Absent for a new one. */
  topic?: TopicDetail;
  /** What a new one begins with. */
  query?: string;
  onCreated?(id: string): void;
}

export function TopicEditor({ topic, query = '', onCreated }: TopicEditorProps) {
  const [draft, setDraft] = useState(() => draftOf(topic, query));
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isLeaving = useRef(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const mayWrite = useCan()('topics.write');
  const check = useQueryCheck(draft.query);
  const queryClient = useQueryClient();
  const change = (part: Partial<TopicDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () =>
      topic === undefined
        ? api.post<TopicDetail>('/topics', { ...draft, name: draft.name.trim() })
        : api.patch<TopicDetail>(`/topics/${topic.id}`, changesOf(topic, draft)),
    onSuccess: async (saved) => {
      isLeaving.current = true;
      await queryClient.invalidateQueries({ queryKey: ['topics'] });
      setDraft(draftOf(saved));
      const isSearching = topic === undefined || saved.query !== topic.query;
      showToast({ text: t(isSearching ? 'topics.saved.searching' : 'topics.saved', { name: saved.name }) });
      if (topic === undefined) onCreated?.(saved.id);
      isLeaving.current = false;
    },
  });
  const isDirty = isChanged(topic, draft);
  const canSave =
    mayWrite && isDirty && draft.name.trim() !== '' && draft.query.trim() !== '' && !(check.problem ?? null);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (canSave && !save.isPending) save.mutate();
  };
  const group = t('shell.nav.topics');
  useShortcuts([
    { keys: 'mod+s', label: t('topics.save'), group, isForWriting: true, run: () => submit() },
    { keys: 'h', label: t('topics.help.open'), group, run: () => setHelpOpen(true) },
    { keys: 'e', label: t('topics.editQuery'), group, run: () => field.current?.focus() },
  ]);
  const insert = (example: string) => {
    change({ query: draft.query.trim() === '' ? example : `${draft.query.trimEnd()} ${example}` });
    field.current?.focus();
  };
  return (
    <Page
      title={topic?.name ?? t('topics.new')}
      text={<BackLink to="/topics">{t('topics.back')}</BackLink>}
      width="wide"
      actions={
        <>
          <Button icon={CircleHelp} className="topic-help-button" onClick={() => setHelpOpen(true)}>
            {t('topics.help.open')}
          </Button>
          {topic !== undefined && (
            <TopicButtons topic={topic} mayWrite={mayWrite} onLeave={() => (isLeaving.current = true)} />
          )}
        </>
      }
    >
      <div className="topic-editor">
        <div className="topic-main">
          <WhoCan permission="topics.write" action={t('topics.changing')} />
          <TopicForm
            draft={draft}
            onChange={change}
            problem={check.problem}
            error={save.error}
            isBusy={save.isPending}
            canSave={canSave}
            isNew={topic === undefined}
            mayWrite={mayWrite}
            onSubmit={submit}
            queryRef={field}
          />
          {topic !== undefined && (
            <Section title={t('topics.backfill.title')} text={t('topics.backfill.text')}>
              <BackfillPanel topic={topic} mayWrite={mayWrite} />
            </Section>
          )}
          <PreviewPanel
            query={check.valid}
            onLeaveOut={mayWrite ? (word) => change({ query: leaveOut(draft.query, word) }) : undefined}
          />
        </div>
        <aside className="topic-help" aria-label={t('topics.help.title')}>
          <h2>{t('topics.help.title')}</h2>
          <CheatSheet onInsert={mayWrite ? insert : undefined} />
        </aside>
      </div>
      <CheatSheetDialog isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
      <UnsavedGuard isDirty={isDirty && mayWrite} isLeaving={isLeaving} />
    </Page>
  );
}

function TopicButtons({
  topic,
  mayWrite,
  onLeave,
}: {
  topic: TopicDetail;
  mayWrite: boolean;
  onLeave(): void;
}) {
  const go = useGo();
  const { setState, remove } = useTopicActions(() => {
    onLeave();
    go('/topics');
  });
  const isPaused = topic.state === 'paused';
  return (
    <>
      {isPaused && <Badge icon={CirclePause}>{t('topics.paused')}</Badge>}
      <Button icon={Radio} onClick={() => go(`/stream?topic=${topic.id}`)}>
        {t('topics.showStream')}
      </Button>
      {mayWrite && (
        <>
          <Button
            icon={isPaused ? Play : Pause}
            onClick={() => setState(topic, isPaused ? 'resume' : 'pause')}
          >
            {isPaused ? t('topics.resume') : t('topics.pause')}
          </Button>
          <Button icon={Trash2} onClick={() => remove(topic)}>
            {t('common.remove')}
          </Button>
        </>
      )}
    </>
  );
}
