import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpen, CalendarClock, Globe, Lock, Search, ThumbsDown } from 'lucide-react';
import { useRef } from 'react';
import { useGo } from '../../app/go.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { CategorySelect } from '../../components/category-select.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { useTypedWords } from '../../components/use-typed-words.ts';
import { knowledgeQueries } from './queries.ts';
import { type ListSearch, type StateFilter, STATES } from './search.ts';
import type { ArticleView } from './types.ts';

interface ListProps {
  search: ListSearch;
  onChange(part: Partial<ListSearch>): void;
}

/** All articles, or those that are asked for. */
export function ArticleList({ search, onChange }: ListProps) {
  const articles = useQuery(knowledgeQueries.list(search));
  const isAsked = Object.keys(search).length > 0;
  return (
    <div className="stack">
      <Toolbar search={search} onChange={onChange} />
      <Loaded query={articles} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty isAsked={isAsked} />
          ) : (
            <ul className="list article-list">
              {items.map((article) => (
                <ArticleRow key={article.id} article={article} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function Empty({ isAsked }: { isAsked: boolean }) {
  const go = useGo();
  const mayWrite = useCan()('knowledge.write');
  if (isAsked) return <EmptyState isSmall title={t('knowledge.none')} text={t('knowledge.none.text')} />;
  return (
    <EmptyState
      icon={BookOpen}
      title={t('knowledge.empty')}
      text={t('knowledge.empty.text')}
      actions={
        mayWrite && (
          <Button variant="primary" onClick={() => go('/knowledge/new')}>
            {t('knowledge.new')}
          </Button>
        )
      }
    />
  );
}

function Toolbar({ search, onChange }: ListProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useTypedWords(search.q, (q) => onChange({ q }));
  const categories = useQuery(knowledgeQueries.categories()).data ?? [];
  useShortcuts([
    {
      keys: '/',
      label: t('knowledge.search'),
      group: t('knowledge.title'),
      run: () => field.current?.select(),
    },
  ]);
  return (
    <div className="article-toolbar" role="search">
      <div className="article-search">
        <Search size={16} aria-hidden />
        <input
          ref={field}
          type="search"
          className="input"
          value={typed}
          aria-label={t('knowledge.search')}
          placeholder={t('knowledge.search')}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <Select
        aria-label={t('knowledge.state')}
        value={search.state ?? 'any'}
        onChange={({ target: { value } }) =>
          onChange({ state: value === 'any' ? undefined : (value as StateFilter) })
        }
        choices={[
          { value: 'any', label: t('knowledge.state.any') },
          ...STATES.map((state) => ({ value: state, label: t(`knowledge.state.${state}`) })),
        ]}
      />
      <Select
        aria-label={t('knowledge.visibility')}
        value={search.visibility ?? 'any'}
        onChange={({ target: { value } }) =>
          onChange({ visibility: value === 'any' ? undefined : (value as 'public' | 'internal') })
        }
        choices={[
          { value: 'any', label: t('knowledge.visibility.any') },
          { value: 'public', label: t('knowledge.public') },
          { value: 'internal', label: t('knowledge.internal') },
        ]}
      />
      {categories.length > 0 && (
        <CategorySelect
          label={t('knowledge.category')}
          all={t('knowledge.category.any')}
          categories={categories}
          value={search.category}
          onChange={(category) => onChange({ category })}
        />
      )}
    </div>
  );
}

function ArticleRow({ article }: { article: ArticleView }) {
  const [first] = article.texts;
  const isDraft = article.texts.every(({ state }) => state === 'draft');
  const hasChanges = article.texts.some(({ state }) => state === 'changed');
  return (
    <li className="article-row">
      <Link to="/knowledge/$articleId" params={{ articleId: article.id }} className="article-link">
        <span className="article-title" lang={first?.language}>
          {first?.title || t('knowledge.untitled')}
        </span>
        <span className="article-marks">
          {article.visibility === 'internal' && (
            <Badge icon={Lock} isQuiet>
              {t('knowledge.internal')}
            </Badge>
          )}
          {article.isArchived && <Badge isQuiet>{t('knowledge.archived')}</Badge>}
          {isDraft && <Badge tone="accent">{t('knowledge.draft')}</Badge>}
          {hasChanges && <Badge tone="accent">{t('knowledge.changed')}</Badge>}
          {article.alarm === 'review' && (
            <Badge tone="warn" icon={CalendarClock}>
              {t('knowledge.alarm.review')}
            </Badge>
          )}
          {article.alarm === 'votes' && (
            <Badge tone="warn" icon={ThumbsDown}>
              {t('knowledge.alarm.votes')}
            </Badge>
          )}
          {article.texts.length > 1 && (
            <Badge icon={Globe} isQuiet>
              {article.texts.map(({ language }) => language).join(' ')}
            </Badge>
          )}
        </span>
      </Link>
      <span className="article-figures figures faint">
        {tn('knowledge.views', article.views)} · {tn('knowledge.uses', article.uses)} ·{' '}
        {t('knowledge.votes', article.votes)}
        {first?.changedAt && (
          <>
            {' · '}
            <Time at={first.changedAt} />
          </>
        )}
      </span>
    </li>
  );
}
