import {
  ArrowDown,
  ArrowUp,
  Columns2,
  Ellipsis,
  FileDown,
  GripVertical,
  ImageDown,
  Square,
  Table,
  X,
} from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { TableOfChart } from '../../components/charts/chart-table.tsx';
import { downloadCsv, downloadPng } from '../../components/charts/download.ts';
import { type ChartTable, fileName } from '../../components/charts/table.ts';
import { classNames } from '../../components/class-names.ts';
import { Menu, type MenuEntry } from '../../components/menu.tsx';
import { hasMessage, t } from '../../i18n/index.ts';
import { useShown } from './context.ts';
import type { Panel, PanelKind } from './types.ts';
import { spanName } from './words.ts';

export interface PanelActions {
  move(kind: PanelKind, by: number): void;
  drop(kind: PanelKind, on: PanelKind): void;
  widen(kind: PanelKind): void;
  remove(kind: PanelKind): void;
}

interface FrameProps {
  panel: Panel;
  actions: PanelActions;
  /** Absent where there is nothing to count. */
  table?: ChartTable | undefined;
  children: ReactNode;
}

const TYPE = 'application/x-rapport-panel';

/** One panel: its title, its picture or its table, and everything that can be done with it, by keyboard in its menu. */
export function PanelFrame({ panel, actions, table, children }: FrameProps) {
  const { kind, isWide } = panel;
  const frame = useRef<HTMLElement>(null);
  const [isTable, setIsTable] = useState(false);
  const [isTarget, setIsTarget] = useState(false);
  const { name, overview } = useShown();
  const title = t(`trends.panel.${kind}`);
  const about = `trends.about.${kind}`;
  const caption = `${name} · ${spanName(overview.period)}`;
  const save: MenuEntry[] = table
    ? [
        {
          label: t(isTable ? 'trends.asPicture' : 'trends.asTable'),
          icon: Table,
          onSelect: () => setIsTable(!isTable),
        },
        {
          label: t('trends.csv'),
          icon: FileDown,
          onSelect: () => downloadCsv(fileName([title, name], 'csv'), table),
        },
        {
          label: t('trends.png'),
          icon: ImageDown,
          onSelect: () => {
            if (frame.current)
              void downloadPng(fileName([title, name], 'png'), frame.current, { title, caption }, table);
          },
        },
        'line',
      ]
    : [];
  const entries: MenuEntry[] = [
    ...save,
    { label: t('trends.earlier'), icon: ArrowUp, onSelect: () => actions.move(kind, -1) },
    { label: t('trends.later'), icon: ArrowDown, onSelect: () => actions.move(kind, 1) },
    {
      label: t(isWide ? 'trends.narrow' : 'trends.wide'),
      icon: isWide ? Columns2 : Square,
      onSelect: () => actions.widen(kind),
    },
    { label: t('trends.remove'), icon: X, onSelect: () => actions.remove(kind) },
  ];
  const onDrop = (event: DragEvent) => {
    setIsTarget(false);
    const dragged = event.dataTransfer.getData(TYPE);
    if (dragged !== '' && dragged !== kind) actions.drop(dragged as PanelKind, kind);
  };
  return (
    <section
      ref={frame}
      className={classNames('panel', isWide && 'panel-wide', isTarget && 'panel-target')}
      aria-label={title}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(TYPE)) return;
        event.preventDefault();
        setIsTarget(true);
      }}
      onDragLeave={() => setIsTarget(false)}
      onDrop={onDrop}
    >
      <header className="panel-head">
        <span
          className="panel-grip"
          draggable
          aria-hidden
          onDragStart={(event) => event.dataTransfer.setData(TYPE, kind)}
        >
          <GripVertical size={14} />
        </span>
        <h2 className="grow ellipsis">{title}</h2>
        <Menu
          align="end"
          trigger={<IconButton label={t('trends.menu', { panel: title })} icon={Ellipsis} size="s" />}
          entries={entries}
        />
      </header>
      {isTable && table ? <TableOfChart table={table} label={title} /> : children}
      {hasMessage(about) && <p className="panel-about">{t(about)}</p>}
    </section>
  );
}
