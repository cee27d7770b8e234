import { type ReactNode, useState } from 'react';
import { t } from '../../i18n/index.ts';
import { BehindPosts } from './behind-panel.tsx';
import { FiguresPanel, HeatPanel, SentimentPanel, VolumePanel } from './chart-panels.tsx';
import { useShown } from './context.ts';
import { movePanel, removePanel, widenPanel } from './layout.ts';
import { BreakdownPanel, EmergingPanel, PlacesPanel, SharePanel, TopPanel } from './list-panels.tsx';
import { type PanelActions, PanelFrame } from './panel-frame.tsx';
import { TalkPanel } from './talk-panel.tsx';
import { heatTable, sentimentTable, volumeTable } from './tables.ts';
import type { Dimension, ListName, Panel, PanelKind } from './types.ts';

const DIMENSIONS: Partial<Record<PanelKind, Dimension>> = {
  networks: 'network',
  sources: 'source',
  languages: 'language',
  labels: 'label',
  authorKinds: 'author',
};
const LISTS: Partial<Record<PanelKind, ListName>> = {
  authors: 'authors',
  sites: 'sites',
  links: 'links',
  tags: 'tags',
  words: 'words',
};

/** The panels in their order; moving one is told to screen readers. */
export function BoardView({
  panels,
  onArrange,
}: {
  panels: readonly Panel[];
  onArrange(panels: Panel[]): void;
}) {
  const [told, setTold] = useState('');
  const place = (kind: PanelKind, to: number) => {
    const moved = movePanel(panels, kind, to);
    onArrange(moved);
    setTold(
      t('trends.moved', {
        panel: t(`trends.panel.${kind}`),
        place: moved.findIndex((panel) => panel.kind === kind) + 1,
        count: moved.length,
      }),
    );
  };
  const indexOf = (kind: PanelKind) => panels.findIndex((panel) => panel.kind === kind);
  const actions: PanelActions = {
    move: (kind, by) => place(kind, indexOf(kind) + by),
    drop: (kind, on) => place(kind, indexOf(on)),
    widen: (kind) => onArrange(widenPanel(panels, kind)),
    remove: (kind) => onArrange(removePanel(panels, kind)),
  };
  return (
    <>
      <div className="board">
        {panels.map((panel) => (
          <OnePanel key={panel.kind} panel={panel} actions={actions} />
        ))}
      </div>
      <div className="visually-hidden" role="status">
        {told}
      </div>
    </>
  );
}

function OnePanel({ panel, actions }: { panel: Panel; actions: PanelActions }): ReactNode {
  const { overview, subject, asked, open } = useShown();
  const { kind } = panel;
  const frame = { panel, actions };
  const dimension = DIMENSIONS[kind];
  if (dimension) return <BreakdownPanel {...frame} dimension={dimension} />;
  const list = LISTS[kind];
  if (list) return <TopPanel {...frame} list={list} />;
  switch (kind) {
    case 'figures':
      return (
        <PanelFrame {...frame}>
          <FiguresPanel />
        </PanelFrame>
      );
    case 'volume':
      return (
        <PanelFrame {...frame} table={volumeTable(overview, open)}>
          <VolumePanel />
        </PanelFrame>
      );
    case 'sentiment':
      return (
        <PanelFrame {...frame} table={sentimentTable(overview, open)}>
          <SentimentPanel />
        </PanelFrame>
      );
    case 'heat':
      return (
        <PanelFrame {...frame} table={heatTable(overview)}>
          <HeatPanel />
        </PanelFrame>
      );
    case 'places':
      return <PlacesPanel {...frame} />;
    case 'share':
      return <SharePanel {...frame} />;
    case 'talk':
      return <TalkPanel {...frame} />;
    case 'emerging':
      return <EmergingPanel {...frame} />;
    case 'stream':
      return (
        <PanelFrame {...frame}>
          <div className="panel-stream">
            <BehindPosts
              asked={{ subject, from: asked.from, to: asked.to, zone: asked.zone }}
              limit={8}
              isShort
            />
          </div>
        </PanelFrame>
      );
    default:
      return null;
  }
}
