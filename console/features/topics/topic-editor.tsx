import { useQuery } from '@tanstack/react-query';
import { CircleHelp } from 'lucide-react';
import { type FormEvent, useMemo, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Page, Section } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { BackfillPanel } from './backfill.tsx';
import { CappedCallout } from './capped-callout.tsx';
import { CheatSheet, CheatSheetDialog } from './cheat-sheet.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { draftOf, isChanged } from './draft.ts';
import { ExamplesPanel } from './examples-panel.tsx';
import { foldersOf } from './list.ts';
import { leaveOut } from './marks.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { TopicButtons } from './topic-buttons.tsx';
import { SaveBar } from './save-bar.tsx';
import { TopicForm } from './topic-form.tsx';
import './topics.css';
import type { TopicDetail, TopicDraft } from './types.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';
import { useExamples } from './use-examples.ts';
import { useInsert } from './use-insert.ts';
import { useQueryCheck } from './use-query-check.ts';
import { useSaveTopic } from './use-save-topic.ts';

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
  const mayWrite = useCan()('topics.write');
  const check = useQueryCheck(draft.query);
  const results = useExamples(check.valid, draft.examples);
  const failing = results?.filter((result) => result.isRight === false).length ?? 0;
  const folders = useFolders();
  const change = (part: Partial<TopicDraft>) => setDraft((before) => ({ ...before, ...part }));
  const { field, insert } = useInsert(draft.query, (next) => change({ query: next }));
  const save = useSaveTopic({
    topic,
    draft,
    onSaved: (saved) => {
      setDraft(draftOf(saved));
      if (topic === undefined) onCreated?.(saved.id);
    },
  });
  const isDirty = isChanged(topic, draft);
  const canSave = mayWrite && isDirty && draft.name.trim() !== '' && check.valid !== null;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (canSave && !save.isBusy) save.run(failing > 0);
  };
  useEditorKeys(
    submit,
    () => setHelpOpen(true),
    () => field.current?.focus(),
  );
  const keep = (postId: string, shouldMatch: boolean) =>
    change({
      examples: [...draft.examples.filter((one) => one.postId !== postId), { shouldMatch, postId, text: '' }],
    });
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
          {topic !== undefined && <TopicButtons topic={topic} mayWrite={mayWrite} onLeave={save.leave} />}
        </>
      }
    >
      <div className="topic-editor">
        <div className="topic-main">
          <WhoCan permission="topics.write" action={t('topics.changing')} />
          {topic?.isCapped === true && topic.state === 'paused' && (
            <CappedCallout topic={topic} mayWrite={mayWrite} />
          )}
          <TopicForm
            draft={draft}
            onChange={change}
            problem={check.problem}
            folders={folders}
            error={save.error}
            isNew={topic === undefined}
            mayWrite={mayWrite}
            onSubmit={submit}
            queryRef={field}
          />
          <ExamplesPanel
            examples={draft.examples}
            results={results}
            mayWrite={mayWrite}
            onChange={(examples) => change({ examples })}
          />
          {topic !== undefined && check.valid !== null && check.valid !== topic.query && (
            <DifferencePanel topicId={topic.id} query={check.valid} />
          )}
          <PreviewPanel
            query={check.valid}
            cap={draft.capPerDay}
            onLeaveOut={mayWrite ? (word) => change({ query: leaveOut(draft.query, word) }) : undefined}
            onKeep={mayWrite ? keep : undefined}
          />
          {topic !== undefined && (
            <Section title={t('topics.backfill.title')} text={t('topics.backfill.text')}>
              <BackfillPanel topic={topic} mayWrite={mayWrite} />
            </Section>
          )}
          {mayWrite && (
            <SaveBar
              isNew={topic === undefined}
              isDirty={isDirty}
              failing={failing}
              isBusy={save.isBusy}
              canSave={canSave}
              onDiscard={topic && (() => setDraft(draftOf(topic)))}
            />
          )}
        </div>
        <aside className="topic-help" aria-label={t('topics.help.title')}>
          <h2>{t('topics.help.title')}</h2>
          <CheatSheet onInsert={mayWrite ? insert : undefined} />
        </aside>
      </div>
      <CheatSheetDialog
        isOpen={isHelpOpen}
        onOpenChange={setHelpOpen}
        onInsert={mayWrite ? (example) => (setHelpOpen(false), insert(example)) : undefined}
      />
      <Confirm
        title={tn('topics.examples.askTitle', failing)}
        text={t('topics.examples.askText')}
        confirm={t('topics.examples.askSave')}
        isOpen={save.isAsking}
        onOpenChange={save.setAsking}
        onConfirm={save.anyway}
      />
      <UnsavedGuard isDirty={isDirty && mayWrite} isLeaving={save.isLeaving} />
    </Page>
  );
}

function useFolders(): readonly string[] {
  const { data } = useQuery(queries.topics());
  return useMemo(() => foldersOf(data ?? []), [data]);
}

function useEditorKeys(save: () => void, help: () => void, edit: () => void): void {
  const group = t('shell.nav.topics');
  useShortcuts([
    { keys: 'mod+s', label: t('topics.save'), group, isForWriting: true, run: save },
    { keys: 'h', label: t('topics.help.open'), group, run: help },
    { keys: 'e', label: t('topics.editQuery'), group, run: edit },
  ]);
}
