import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Columns3, Lightbulb, List, Plus } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { CategorySelect } from '../../components/category-select.tsx';
import { Select } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SearchToolbar } from '../../components/search-toolbar.tsx';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { Columns } from './columns.tsx';
import { NewIdeaDialog } from './new-idea-dialog.tsx';
import { ideaQueries, type IdeaView } from './queries.ts';
import { type IdeasSearch, SORTS, STATUSES } from './search.ts';
import { StatusBadge } from './status-badge.tsx';

interface PanelProps {
  search: IdeasSearch;
  onChange(part: Partial<IdeasSearch>): void;
}

/** Ideas as a list, or in columns by status. */
export function IdeasPanel({ search, onChange }: PanelProps) {
  const isColumns = search.view === 'columns';
  const ideas = useQuery(ideaQueries.list(isColumns ? { ...search, status: undefined } : search));
  return (
    <div className="stack">
      <Toolbar search={search} onChange={onChange} />
      <Loaded query={ideas} rows={6}>
        {({ items }) =>
          isColumns ? (
            <Columns ideas={items} />
          ) : items.length === 0 ? (
            <NoIdea />
          ) : (
            <ul className="list ideas-list">
              {items.map((idea) => (
                <Row key={idea.id} idea={idea} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

/** Without a board there is no public page; whoever may add one is led there. */
function NoIdea() {
  const boards = useQuery(ideaQueries.boards()).data;
  if (boards?.length !== 0)
    return <EmptyState icon={Lightbulb} title={t('ideas.none')} text={t('ideas.none.text')} />;
  return (
    <EmptyState
      icon={Lightbulb}
      title={t('ideas.board.none')}
      text={t('ideas.board.none.text')}
      actions={
        <Link className="button button-primary" to="/ideas-desk" search={{ tab: 'setup' }}>
          {t('ideas.tab.setup')}
        </Link>
      }
    />
  );
}

function Row({ idea }: { idea: IdeaView }) {
  return (
    <li className="list-row">
      <p className="ideas-votes figures">
        <strong>{idea.votes}</strong>
        <span className="faint">{tn('ideas.votes.word', idea.votes)}</span>
      </p>
      <div className="row-main">
        <div className="row-title">
          <Link to="/ideas-desk/$ideaId" params={{ ideaId: idea.id }} dir="auto">
            <strong>{idea.title}</strong>
          </Link>
          <StatusBadge status={idea.status} />
          {idea.quarter !== null && <span className="faint figures">{idea.quarter}</span>}
        </div>
        <p className="muted">
          {idea.author.name} · {tn('ideas.comments', idea.comments)} · <Time at={idea.createdAt} />
        </p>
      </div>
    </li>
  );
}

function Toolbar({ search, onChange }: PanelProps) {
  const [isAdding, setAdding] = useState(false);
  const boards = useQuery(ideaQueries.boards()).data ?? [];
  const mayWrite = useCan()('ideas.write');
  const isColumns = search.view === 'columns';
  return (
    <SearchToolbar label={t('ideas.search')} words={search.q} onWords={(q) => onChange({ q })}>
      <Select
        aria-label={t('ideas.sort')}
        value={search.sort ?? 'top'}
        onChange={({ target: { value } }) => onChange({ sort: SORTS.find((one) => one === value) })}
        choices={SORTS.map((sort) => ({ value: sort, label: t(`ideas.sort.${sort}`) }))}
      />
      {!isColumns && (
        <Select
          aria-label={t('ideas.status')}
          value={search.status ?? 'any'}
          onChange={({ target: { value } }) => onChange({ status: STATUSES.find((one) => one === value) })}
          choices={[
            { value: 'any', label: t('ideas.status.any') },
            ...STATUSES.map((status) => ({ value: status, label: t(`ideas.status.${status}`) })),
          ]}
        />
      )}
      <CategorySelect
        label={t('ideas.board')}
        all={t('ideas.board.any')}
        categories={boards}
        value={search.board}
        onChange={(board) => onChange({ board })}
      />
      <Button
        icon={isColumns ? List : Columns3}
        onClick={() => onChange({ view: isColumns ? undefined : 'columns' })}
      >
        {t(isColumns ? 'ideas.view.list' : 'ideas.view.columns')}
      </Button>
      {mayWrite && boards.length > 0 && (
        <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
          {t('ideas.add')}
        </Button>
      )}
      {isAdding && <NewIdeaDialog boards={boards} onClose={() => setAdding(false)} />}
    </SearchToolbar>
  );
}
