import { useQuery } from '@tanstack/react-query';
import { Megaphone, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { type EntryView, ideaQueries } from './queries.ts';
import { useChanging } from './use-changing.ts';

/** What is new: drafts, what is to come, what is out. */
export function ChangelogPanel() {
  const entries = useQuery(ideaQueries.entries());
  const mayManage = useCan()('ideas.manage');
  const [open, setOpen] = useState<EntryView | 'new' | null>(null);
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setOpen('new')}>
      {t('ideas.entry.add')}
    </Button>
  );
  return (
    <div className="stack">
      <Loaded query={entries} rows={4}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={Megaphone}
              title={t('ideas.entry.none')}
              text={t('ideas.entry.none.text')}
              actions={mayManage && add}
            />
          ) : (
            <>
              {mayManage && <div>{add}</div>}
              <ul className="list ideas-list">
                {items.map((entry) => (
                  <Row key={entry.id} entry={entry} onChange={mayManage ? () => setOpen(entry) : undefined} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {open !== null && (
        <EntryDialog entry={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function Row({ entry, onChange }: { entry: EntryView; onChange: (() => void) | undefined }) {
  const [isRemoving, setRemoving] = useState(false);
  const remove = useChanging(() => api.delete(`/changelog/${entry.id}`));
  const { title, kind, publishAt, isPublished, ideas, byName } = entry;
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <strong dir="auto">{title}</strong>
          <Badge isQuiet>{t(`ideas.entry.${kind}`)}</Badge>
          {!isPublished && (
            <Badge tone="warn">{t(publishAt === null ? 'ideas.draft' : 'ideas.entry.later')}</Badge>
          )}
        </div>
        <p className="muted">
          {byName}
          {publishAt !== null && (
            <>
              {' · '}
              <Time at={publishAt} as={isPublished ? 'relative' : 'exact'} />
            </>
          )}
          {ideas.length > 0 && ` · ${ideas.map((idea) => idea.title).join(', ')}`}
        </p>
      </div>
      {onChange && (
        <>
          <IconButton icon={Pencil} label={t('ideas.entry.change', { title })} onClick={onChange} />
          <IconButton
            icon={Trash2}
            label={t('ideas.entry.remove', { title })}
            onClick={() => setRemoving(true)}
          />
        </>
      )}
      {isRemoving && (
        <Confirm
          title={t('ideas.entry.remove', { title })}
          text={t('ideas.entry.remove.text')}
          confirm={t('ideas.delete')}
          isDanger
          isOpen
          onOpenChange={() => setRemoving(false)}
          onConfirm={() => remove.mutateAsync(undefined)}
        />
      )}
    </li>
  );
}
