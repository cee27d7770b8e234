import { ArrowDown, ArrowUp, Ellipsis, Filter, PencilLine, UserRound, Users, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { SavedView } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { t } from '../../i18n/index.ts';
import type { ViewActions } from './use-views.ts';

interface ViewMenuProps {
  view: SavedView;
  actions: ViewActions;
  /** What the screen shows now, when that is something else. */
  present: Record<string, string> | null;
  isFirst: boolean;
  isLast: boolean;
}

/** What can be done to a saved view: its name, its filters, who sees it, its place, and taking it away. */
export function ViewMenu({ view, actions, present, isFirst, isLast }: ViewMenuProps) {
  const mayWork = useCan()('inbox.work');
  const [isRenaming, setIsRenaming] = useState(false);
  if (!mayWork) return null;
  const own: MenuEntry[] = [
    { label: t('inbox.views.rename'), icon: PencilLine, onSelect: () => setIsRenaming(true) },
    {
      label: t(view.isShared ? 'inbox.views.unshare' : 'inbox.views.share'),
      icon: view.isShared ? UserRound : Users,
      onSelect: () => void actions.change(view, { isShared: !view.isShared }),
    },
    {
      label: t('inbox.views.take'),
      icon: Filter,
      isDisabled: present === null,
      onSelect: () => void actions.change(view, { query: present ?? {} }),
    },
    'line',
  ];
  const place: MenuEntry[] = [
    {
      label: t('inbox.views.up'),
      icon: ArrowUp,
      isDisabled: isFirst,
      onSelect: () => void actions.move(view, -1),
    },
    {
      label: t('inbox.views.down'),
      icon: ArrowDown,
      isDisabled: isLast,
      onSelect: () => void actions.move(view, 1),
    },
  ];
  const end: MenuEntry[] = [
    'line',
    {
      label: t('inbox.views.remove', { name: view.name }),
      icon: X,
      isDanger: true,
      onSelect: () => void actions.remove(view),
    },
  ];
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton
            className="views-more"
            size="s"
            icon={Ellipsis}
            label={t('inbox.views.more', { name: view.name })}
          />
        }
        entries={view.mayChange ? [...own, ...place, ...end] : place}
      />
      <Dialog title={t('inbox.views.rename')} isOpen={isRenaming} onOpenChange={setIsRenaming}>
        <Rename view={view} actions={actions} onDone={() => setIsRenaming(false)} />
      </Dialog>
    </>
  );
}

function Rename({ view, actions, onDone }: Pick<ViewMenuProps, 'view' | 'actions'> & { onDone(): void }) {
  const [name, setName] = useState(view.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    void actions.change(view, { name: name.trim() });
    onDone();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField
        label={t('inbox.views.name')}
        value={name}
        maxLength={80}
        required
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <div className="row">
        <Button type="submit" variant="primary" disabled={name.trim() === ''}>
          {t('common.save')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
