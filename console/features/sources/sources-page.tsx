import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AtSign, Ban, FileUp, Plus } from 'lucide-react';
import { queries } from '../../api/queries.ts';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { undoLast } from '../../app/undo.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { worstFirst } from './lag.ts';
import { OpmlMenu } from './opml-menu.tsx';
import { PipelinePanel } from './pipeline-panel.tsx';
import { SourceRow } from './source-row.tsx';
import './sources.css';

/** The health board: every source, what needs somebody first. */
export function SourcesPage() {
  const sources = useQuery({ ...queries.sources(), refetchInterval: 15_000 });
  const go = useGo();
  const mayManage = useCan()('sources.manage');
  const group = t('shell.nav.sources');
  useShortcuts([
    ...(mayManage ? [{ keys: 'c', label: t('sources.add'), group, run: () => go('/sources/new') }] : []),
    { keys: 'z', label: t('shell.key.undo'), group, run: () => void undoLast().catch(toastError) },
  ]);
  const add = mayManage && (
    <Link to={'/sources/new' as string} className="button button-primary button-m">
      <Plus size={16} aria-hidden />
      {t('sources.add')}
    </Link>
  );
  return (
    <Page
      title={t('shell.nav.sources')}
      text={t('sources.text')}
      width="wide"
      actions={
        <>
          <Link to={'/sources/refusals' as string} className="button button-secondary button-m">
            <Ban size={16} aria-hidden />
            {t('sources.refusals')}
          </Link>
          <Link to={'/sources/imports' as string} className="button button-secondary button-m">
            <FileUp size={16} aria-hidden />
            {t('sources.imports')}
          </Link>
          <OpmlMenu mayManage={mayManage} />
          {add}
        </>
      }
    >
      <div className="stack">
        <WhoCan permission="sources.manage" action={t('sources.changing')} />
        <Loaded query={sources} rows={4}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState
                icon={AtSign}
                title={t('sources.empty.title')}
                text={t('sources.empty.text')}
                actions={add}
              />
            ) : (
              <ul className="list sources">
                {worstFirst(all).map((source) => (
                  <SourceRow key={source.id} source={source} mayManage={mayManage} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <PipelinePanel />
      </div>
    </Page>
  );
}
