import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import { BarRows } from '../../components/charts/bar-rows.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { readTalkSearch } from '../clusters/talk-search.ts';
import { useTalks } from '../clusters/use-talks.ts';
import { useShown } from './context.ts';
import type { PanelProps } from './list-panels.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { talkTable } from './tables.ts';

const MOST_ROWS = 8;

/** What people talk about: of the topic, or of one of the brand's. Each talk opens on its own page with its posts. */
export function TalkPanel({ panel, actions }: PanelProps) {
  const { asked, topicIds } = useShown();
  const [chosen, setChosen] = useState<string>();
  const topic = topicIds.find((id) => id === chosen) ?? topicIds[0];
  const open = useOpenTalk(topic);
  const talks = useTalks({ topic, from: asked.from, to: asked.to });
  const found = talks.data?.talks ?? [];
  return (
    <PanelFrame panel={panel} actions={actions} table={talkTable(found, open)}>
      {topicIds.length > 1 && <TopicChoice value={topic ?? ''} onChange={setChosen} />}
      {talks.isError ? (
        <ErrorState error={talks.error} isSmall onRetry={() => void talks.refetch()} />
      ) : talks.data === undefined || talks.data.state === 'working' ? (
        <ProgressBar value={talks.data?.progress ?? 0} max={1} label={t('clusters.finding')} />
      ) : found.length === 0 ? (
        <EmptyState isSmall title={t('clusters.few.title')} />
      ) : (
        <BarRows
          label={t('trends.panel.talk')}
          rows={found.slice(0, MOST_ROWS).map(({ id, words, posts, share }) => ({
            id,
            name: words.join(', '),
            value: posts,
            change: `${Math.round(share * 100)} %`,
            label: t('trends.open'),
            onOpen: () => open(id),
          }))}
        />
      )}
    </PanelFrame>
  );
}

function TopicChoice({ value, onChange }: { value: string; onChange(id: string): void }) {
  const { topicIds } = useShown();
  const topics = useQuery(queries.topics()).data ?? [];
  return (
    <select
      className="input select trend-talk-topic"
      aria-label={t('trends.subject')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {topics
        .filter(({ id }) => topicIds.includes(id))
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
    </select>
  );
}

/** The page of talk for the same days, with the posts of one open. */
function useOpenTalk(topic: string | undefined): (id: string) => void {
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/trends' });
  return (open) => void navigate({ to: '/talk', search: readTalkSearch({ ...search, topic, open }) });
}
