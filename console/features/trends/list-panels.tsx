import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { queries } from '../../api/queries.ts';
import { Avatar } from '../../components/avatar.tsx';
import { PlaceMap } from '../../components/map/place-map.tsx';
import { BarRows } from '../../components/charts/bar-rows.tsx';
import type { ChartTable } from '../../components/charts/table.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { percent } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { authorName } from '../posts/author.ts';
import { useShown } from './context.ts';
import { PanelFrame, type PanelActions } from './panel-frame.tsx';
import { stateCode } from '../../components/map/states.ts';
import { trendQueries } from './queries.ts';
import { breakdownTable, canOpen } from './tables.ts';
import type { Dimension, ListName, Panel, TopView } from './types.ts';
import { changeText, valueName } from './words.ts';

const MOST_ROWS = 8;

/** A dimension as bars. */
export function Breakdown({ dimension }: { dimension: Dimension }) {
  const { overview, open } = useShown();
  const nameOf = useValueNames();
  const rows = overview.by[dimension].filter(({ posts }) => posts > 0);
  if (rows.length === 0)
    return (
      <EmptyState isSmall title={t(dimension === 'country' ? 'trends.nothing.places' : 'trends.nothing')} />
    );
  return (
    <>
      <BarRows
        label={t('trends.posts')}
        rows={rows.slice(0, MOST_ROWS).map(({ value, posts, before }) => ({
          id: value,
          name: nameOf(dimension, value),
          value: posts,
          change: changeText(posts, before),
          label: t('trends.open'),
          onOpen: canOpen(value) ? () => open({ by: dimension, value }) : undefined,
        }))}
      />
      {rows.length > MOST_ROWS && (
        <p className="panel-about">{t('trends.others', { count: rows.length - MOST_ROWS })}</p>
      )}
    </>
  );
}

export function BreakdownPanel({ panel, actions, dimension }: PanelProps & { dimension: Dimension }) {
  const { overview, open } = useShown();
  const nameOf = useValueNames();
  return (
    <PanelFrame panel={panel} actions={actions} table={breakdownTable(overview, dimension, open, nameOf)}>
      <Breakdown dimension={dimension} />
    </PanelFrame>
  );
}

export interface PanelProps {
  panel: Panel;
  actions: PanelActions;
}

/** Countries and regions beside each other. */
export function PlacesPanel({ panel, actions }: PanelProps) {
  const { overview, open } = useShown();
  const [place, setPlace] = useState<'country' | 'region'>('country');
  return (
    <PanelFrame panel={panel} actions={actions} table={breakdownTable(overview, place, open)}>
      <Tabs
        label={t('trends.panel.places')}
        value={place}
        onChange={(value) => setPlace(value as typeof place)}
        tabs={(['country', 'region'] as const).map((value) => ({
          value,
          label: t(`trends.places.${value}`),
          content: (
            <>
              <CountMap place={value} />
              <Breakdown dimension={value} />
            </>
          ),
        }))}
      />
    </PanelFrame>
  );
}

/** A map of the world, or of the states where American regions are among the places. */
function CountMap({ place }: { place: 'country' | 'region' }) {
  const { overview, open } = useShown();
  const counts = overview.by[place].flatMap(({ value, posts }) => {
    const code = place === 'country' ? value : stateCode(value);
    return canOpen(value) && code !== undefined
      ? [{ code, value, name: valueName(place, value), count: posts }]
      : [];
  });
  if (counts.every(({ count }) => count === 0)) return null;
  return (
    <div className="panel-map">
      <PlaceMap
        kind={place === 'country' ? 'world' : 'us'}
        label={t('trends.panel.places')}
        counts={counts}
        onSelect={(code) => {
          const value = counts.find((one) => one.code === code)?.value;
          if (value !== undefined) open({ by: place, value });
        }}
      />
    </div>
  );
}

function useValueNames(): (dimension: Dimension, value: string) => string {
  const sources = useQuery(queries.sources()).data ?? [];
  return (dimension, value) =>
    (dimension === 'source' ? sources.find(({ id }) => id === value)?.name : undefined) ??
    valueName(dimension, value);
}

/** Authors, sites, links, tags or words. */
export function TopPanel({ panel, actions, list }: PanelProps & { list: ListName }) {
  const { subject, asked, open } = useShown();
  const top = useQuery(trendQueries.top(list, subject, asked));
  const items = top.data?.items ?? [];
  const table: ChartTable = {
    columns: [t('trends.name'), t('trends.posts'), t('trends.before')],
    rows: items.map((item) => ({
      cells: [plainName(list, item), item.posts, item.before],
      open: () => open({ by: list, value: item.name }),
    })),
  };
  return (
    <PanelFrame panel={panel} actions={actions} table={table}>
      {top.isPending ? (
        <SkeletonRows count={3} label={t('trends.loading')} />
      ) : top.isError ? (
        <ErrorState error={top.error} isSmall onRetry={() => void top.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState isSmall title={t('trends.nothing')} />
      ) : (
        <BarRows
          label={t('trends.posts')}
          rows={items.slice(0, MOST_ROWS).map((item) => ({
            id: item.name,
            name: shownName(list, item),
            value: item.posts,
            change: changeText(item.posts, item.before),
            label: t('trends.open'),
            onOpen: () => open({ by: list, value: item.name }),
          }))}
        />
      )}
    </PanelFrame>
  );
}

type Top = TopView['items'][number];

function plainName(list: ListName, { name, author }: Top): string {
  if (list === 'authors') return author ? authorName(author) : name;
  return list === 'tags' ? `#${name}` : list === 'links' ? name.replace(/^https?:\/\/(www\.)?/, '') : name;
}

function shownName(list: ListName, item: Top): ReactNode {
  const name = plainName(list, item);
  if (!item.author) return name;
  return (
    <>
      <Avatar id={item.author.id} name={name} url={item.author.avatarUrl} size={20} />
      <span className="ellipsis">{name}</span>
    </>
  );
}

export function EmergingPanel({ panel, actions }: PanelProps) {
  const { subject, asked, open } = useShown();
  const found = useQuery(trendQueries.emerging(subject, asked));
  const items = found.data?.items ?? [];
  const times = (growth: number) =>
    t('trends.times', { times: growth < 10 ? growth.toFixed(1) : Math.round(growth) });
  const table: ChartTable = {
    columns: [t('trends.name'), t('trends.posts'), t('trends.before'), t('trends.growth')],
    rows: items.map(({ word, posts, before, growth }) => ({
      cells: [word, posts, before, times(growth)],
      open: () => open({ by: 'words', value: word }),
    })),
  };
  return (
    <PanelFrame panel={panel} actions={actions} table={table}>
      {found.isPending ? (
        <SkeletonRows count={3} label={t('trends.loading')} />
      ) : found.isError ? (
        <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState isSmall title={t('trends.nothing.emerging')} />
      ) : (
        <BarRows
          label={t('trends.posts')}
          rows={items.slice(0, MOST_ROWS).map(({ word, posts, growth }) => ({
            id: word,
            name: word,
            value: posts,
            change: times(growth),
            label: t('trends.open'),
            onOpen: () => open({ by: 'words', value: word }),
          }))}
        />
      )}
    </PanelFrame>
  );
}

export function SharePanel({ panel, actions }: PanelProps) {
  const { asked } = useShown();
  const share = useQuery(trendQueries.share(asked));
  const topics = share.data?.topics ?? [];
  const table: ChartTable = {
    columns: [t('trends.name'), t('trends.posts'), t('trends.share'), t('trends.before')],
    rows: topics.map((topic) => ({
      cells: [topic.name, topic.posts, percent(topic.share), percent(topic.shareBefore)],
    })),
  };
  return (
    <PanelFrame panel={panel} actions={actions} table={table}>
      {share.isPending ? (
        <SkeletonRows count={3} label={t('trends.loading')} />
      ) : share.isError ? (
        <ErrorState error={share.error} isSmall onRetry={() => void share.refetch()} />
      ) : topics.length === 0 ? (
        <EmptyState isSmall title={t('trends.nothing.share')} />
      ) : (
        <ShareRows topics={topics} />
      )}
    </PanelFrame>
  );
}

function ShareRows({
  topics,
}: {
  topics: { id: string; name: string; share: number | null; shareBefore: number | null }[];
}) {
  const { openTopic } = useShown();
  return (
    <BarRows
      label={t('trends.share')}
      rows={topics.map(({ id, name, share, shareBefore }) => ({
        id,
        name,
        value: share ?? 0,
        shown: percent(share),
        change: shareBefore === null ? '' : t('trends.from', { before: percent(shareBefore) }),
        label: t('trends.open'),
        onOpen: () => openTopic(id),
      }))}
    />
  );
}
