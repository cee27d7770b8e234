import {
  ArrowDown,
  ArrowUp,
  Ellipsis,
  Filter,
  PencilLine,
  SlidersHorizontal,
  UserRound,
  Users,
  X,
} from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { SavedView } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { t } from '../../i18n/index.ts';
import type { ViewActions } from './use-views.ts';
import { ViewNameForm } from './view-name-form.tsx';

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
  const navigate = useNavigate();
  const mayWork = useCan()('inbox.work');
  const [isRenaming, setIsRenaming] = useState(false);
  if (!mayWork) return null;
  const own: MenuEntry[] = [
    { label: t('inbox.views.rename'), icon: PencilLine, onSelect: () => setIsRenaming(true) },
    {
      label: t('views.edit'),
      icon: SlidersHorizontal,
      onSelect: () => void navigate({ to: '/views/$viewId', params: { viewId: view.id } }),
    },
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
        <ViewNameForm
          given={view.name}
          onSave={(name) => {
            void actions.change(view, { name });
            setIsRenaming(false);
          }}
          onCancel={() => setIsRenaming(false)}
        />
      </Dialog>
    </>
  );
}
