import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { ExternalLink, FileDown, FileUp, Plus, Settings2 } from 'lucide-react';
import { useState } from 'react';
import { useGo } from '../../app/go.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { Page } from '../../components/page.tsx';
import { TabNav } from '../../components/tab-nav.tsx';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { EditsPanel } from '../contributions/edits-panel.tsx';
import { AnswersPanel } from './answers-panel.tsx';
import { ArticleList } from './article-list.tsx';
import { CategoriesDialog } from './categories-dialog.tsx';
import { GapsPanel } from './gaps-panel.tsx';
import { ImportDialog } from './import-dialog.tsx';
import './knowledge.css';
import { ReadersPanel } from './readers-panel.tsx';
import { type ListSearch, TABS } from './search.ts';

/** Articles, what is asked without one, and what readers do. */
export function KnowledgePage() {
  const search: ListSearch = useSearch({ strict: false });
  const { tab = 'articles' } = search;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  useLive('knowledge.changed', () => void queryClient.invalidateQueries({ queryKey: ['knowledge'] }));
  const change = (part: Partial<ListSearch>) =>
    void navigate({ to: '/knowledge', search: { ...search, ...part }, replace: true });
  return (
    <Page title={t('knowledge.title')} text={t('knowledge.text')} width="wide" actions={<Actions />}>
      <TabNav label={t('knowledge.title')}>
        {TABS.map((each) => (
          <Link
            key={each}
            to="/knowledge"
            search={each === 'articles' ? {} : { tab: each }}
            className="tab"
            activeOptions={{ exact: true, includeSearch: true }}
            data-state={each === tab ? 'active' : 'inactive'}
          >
            {t(`knowledge.tab.${each}`)}
          </Link>
        ))}
      </TabNav>
      {tab === 'articles' && <ArticleList search={search} onChange={change} />}
      {tab === 'gaps' && <GapsPanel />}
      {tab === 'edits' && <EditsPanel />}
      {tab === 'readers' && <ReadersPanel />}
      {tab === 'answers' && <AnswersPanel />}
    </Page>
  );
}

function Actions() {
  const can = useCan();
  const go = useGo();
  const [open, setOpen] = useState<'import' | 'categories' | null>(null);
  const mayWrite = can('knowledge.write');
  useShortcuts(
    mayWrite
      ? [
          {
            keys: 'c',
            label: t('knowledge.new'),
            group: t('knowledge.title'),
            run: () => go('/knowledge/new'),
          },
        ]
      : [],
  );
  return (
    <>
      <Menu
        align="end"
        trigger={<Button icon={Settings2}>{t('knowledge.more')}</Button>}
        entries={[
          {
            label: t('knowledge.centre.open'),
            icon: ExternalLink,
            onSelect: () => void window.open('/help', '_blank', 'noopener'),
          },
          { label: t('knowledge.centre'), icon: Settings2, onSelect: () => go('/settings/help-centre') },
          ...(can('knowledge.publish')
            ? [
                'line' as const,
                { label: t('knowledge.categories'), onSelect: () => setOpen('categories') },
                { label: t('knowledge.import'), icon: FileUp, onSelect: () => setOpen('import') },
                {
                  label: t('knowledge.export', { format: 'JSON' }),
                  icon: FileDown,
                  onSelect: () => download('ndjson'),
                },
                {
                  label: t('knowledge.export', { format: 'CSV' }),
                  icon: FileDown,
                  onSelect: () => download('csv'),
                },
              ]
            : []),
        ]}
      />
      {mayWrite && (
        <Button variant="primary" icon={Plus} shortcut="c" onClick={() => go('/knowledge/new')}>
          {t('knowledge.new')}
        </Button>
      )}
      {open === 'import' && <ImportDialog onClose={() => setOpen(null)} />}
      {open === 'categories' && <CategoriesDialog onClose={() => setOpen(null)} />}
    </>
  );
}

function download(format: 'ndjson' | 'csv'): void {
  window.location.assign(`/api/v1/knowledge/export?format=${format}`);
}
