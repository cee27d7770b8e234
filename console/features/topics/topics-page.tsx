import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Hash, Plus } from 'lucide-react';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { undoLast } from '../../app/undo.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { CheatSheetDialog } from './cheat-sheet.tsx';
import { TopicRow } from './topic-row.tsx';
import './topics.css';

/** All topics, with what they bring. */
export function TopicsPage() {
  const { data, error, isPending, refetch } = useQuery(queries.topics());
  const [isHelpOpen, setHelpOpen] = useState(false);
  const go = useGo();
  const mayWrite = useCan()('topics.write');
  const group = t('shell.nav.topics');
  useShortcuts([
    ...(mayWrite ? [{ keys: 'c', label: t('topics.new'), group, run: () => go('/topics/new') }] : []),
    { keys: 'h', label: t('topics.help.open'), group, run: () => setHelpOpen(true) },
    { keys: 'z', label: t('shell.key.undo'), group, run: () => void undoLast().catch(toastError) },
  ]);
  const create = mayWrite && (
    <Link to={'/topics/new' as string} className="button button-primary button-m">
      <Plus size={16} aria-hidden />
      {t('topics.new')}
    </Link>
  );
  return (
    <Page
      title={t('shell.nav.topics')}
      text={t('topics.text')}
      width="wide"
      actions={
        <>
          <Button onClick={() => setHelpOpen(true)}>{t('topics.help.open')}</Button>
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
          <ul className="list topics">
            {data.map((topic) => (
              <TopicRow key={topic.id} topic={topic} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
      </div>
      <CheatSheetDialog isOpen={isHelpOpen} onOpenChange={setHelpOpen} />
    </Page>
  );
}
