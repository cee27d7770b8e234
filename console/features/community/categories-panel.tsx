import { useQuery } from '@tanstack/react-query';
import { Archive, FolderPlus, Lock, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { CategoryDialog } from './category-dialog.tsx';
import { ManagedList } from './managed-list.tsx';
import { type Category, communityQueries } from './queries.ts';

/** Where threads belong, who reads them, and who may write. */
export function CategoriesPanel() {
  const mayManage = useCan()('community.manage');
  const categories = useQuery(communityQueries.categories());
  const [open, setOpen] = useState<Category | 'new' | null>(null);
  return (
    <div className="stack">
      <ManagedList
        query={categories}
        add={t('community.category.add')}
        onAdd={() => setOpen('new')}
        empty={{
          icon: FolderPlus,
          title: t('community.category.empty'),
          text: t('community.category.empty.text'),
        }}
      >
        {(category) => <Row category={category} onChange={mayManage ? () => setOpen(category) : undefined} />}
      </ManagedList>
      {open !== null && (
        <CategoryDialog
          category={open === 'new' ? undefined : open}
          position={open === 'new' ? (categories.data?.length ?? 0) : open.position}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function Row({ category, onChange }: { category: Category; onChange: (() => void) | undefined }) {
  const { name, text, url, whoReads, whoStarts, isArchived, threads, posts, groupId } = category;
  const groups = useQuery(communityQueries.groups()).data ?? [];
  const group = groups.find(({ id }) => id === groupId);
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <a href={url} target="_blank" rel="noreferrer">
            <strong>{name}</strong>
          </a>
          {group && (
            <Badge icon={UsersRound} isQuiet>
              {group.name}
            </Badge>
          )}
          {whoReads === 'members' && (
            <Badge icon={Lock} isQuiet>
              {t('community.reads.members')}
            </Badge>
          )}
          {whoStarts === 'staff' && <Badge isQuiet>{t('community.starts.staff')}</Badge>}
          {isArchived && (
            <Badge icon={Archive} isQuiet>
              {t('community.archived')}
            </Badge>
          )}
        </div>
        <p className="muted">{text}</p>
        <p className="faint figures">
          {tn('community.threads', threads)} · {tn('community.posts', posts)}
        </p>
      </div>
      {onChange && (
        <Button onClick={onChange} aria-label={t('common.change', { name })}>
          {t('community.category.change')}
        </Button>
      )}
    </li>
  );
}
