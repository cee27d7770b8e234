import { ChevronDown, LayoutDashboard, Plus, RotateCcw, Save, Share2, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { t } from '../../i18n/index.ts';
import { addPanel, ALL_PANELS } from './layout.ts';
import type { Boards } from './use-boards.ts';

/** Which dashboard, and what is to become of its arrangement. */
export function BoardMenu({ boards, onShow }: { boards: Boards; onShow(boardId: string | undefined): void }) {
  const [isNaming, setIsNaming] = useState(false);
  const { board, isChanged } = boards;
  const entries: MenuEntry[] = [
    { label: t('trends.board.first'), isChecked: board === undefined, onSelect: () => onShow(undefined) },
    ...boards.boards.map((one): MenuEntry => ({
      label: one.name,
      isChecked: one.id === board?.id,
      ...(one.isMine ? {} : { hint: t('trends.board.by', { name: one.owner.name }) }),
      onSelect: () => onShow(one.id),
    })),
    'line',
    ...(board?.isMine && isChanged
      ? [{ label: t('trends.board.save'), icon: Save, onSelect: () => boards.save({}) }]
      : []),
    { label: t('trends.board.saveAs'), icon: Plus, onSelect: () => setIsNaming(true) },
    ...(isChanged ? [{ label: t('trends.board.reset'), icon: RotateCcw, onSelect: boards.reset }] : []),
    ...(board?.isMine
      ? [
          {
            label: t(board.isShared ? 'trends.board.unshare' : 'trends.board.share'),
            icon: Share2,
            onSelect: () => boards.save({ isShared: !board.isShared }),
          },
          {
            label: t('trends.board.remove'),
            icon: Trash2,
            isDanger: true,
            onSelect: () => void boards.remove(),
          },
        ]
      : []),
  ];
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon={LayoutDashboard}>
            <span className="ellipsis trend-board-name">{board?.name ?? t('trends.board.first')}</span>
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
        entries={entries}
      />
      {isNaming && <NameDialog boards={boards} onClose={() => setIsNaming(false)} />}
    </>
  );
}

function NameDialog({ boards, onClose }: { boards: Boards; onClose(): void }) {
  const [name, setName] = useState('');
  const [isShared, setIsShared] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    boards.saveAs(name.trim(), isShared);
    onClose();
  };
  return (
    <Dialog title={t('trends.board.saveAs')} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <form className="stack" onSubmit={submit}>
        <TextField
          label={t('trends.board.name')}
          value={name}
          maxLength={120}
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
        <Switch
          label={t('trends.board.share')}
          hint={t('trends.board.share.hint')}
          isOn={isShared}
          onChange={setIsShared}
        />
        <Button type="submit" variant="primary" disabled={name.trim() === ''}>
          {t('trends.board.save')}
        </Button>
      </form>
    </Dialog>
  );
}

/** Panels that are not on the dashboard yet. */
export function AddPanel({ boards }: { boards: Boards }) {
  const missing = ALL_PANELS.filter((kind) => boards.panels.every((panel) => panel.kind !== kind));
  return (
    <Menu
      trigger={
        <Button
          icon={Plus}
          disabled={missing.length === 0}
          title={missing.length === 0 ? t('trends.addPanel.none') : undefined}
        >
          {t('trends.addPanel')}
        </Button>
      }
      entries={missing.map((kind) => ({
        label: t(`trends.panel.${kind}`),
        onSelect: () => boards.arrange(addPanel(boards.panels, kind)),
      }))}
    />
  );
}
