import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellRing, Ellipsis, HeartPulse, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { queries } from '../../api/queries.ts';
import type { TopicView } from '../../api/types.ts';
import { useCan } from '../../app/session.ts';
import { undoLast } from '../../app/undo.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Badge, Chip } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Menu } from '../../components/menu.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { CountingBar } from './counting-bar.tsx';
import { DemandNav } from './demand-nav.tsx';
import { NeedDialog } from './need-dialog.tsx';
import { demandQueries } from './queries.ts';
import type { NeedView } from './types.ts';
import { useDemandLive, useRemoveNeed } from './use-demand.ts';
import { sigmaText } from './words.ts';
import './demand.css';

/** What people lack, and where it stands out just now. */
export function NeedsPage() {
  const needs = useQuery(demandQueries.needs());
  const topics = useQuery(queries.topics());
  const [edited, setEdited] = useState<NeedView | 'new' | null>(null);
  const mayWrite = useCan()('demand.write');
  const hasTopics = (topics.data?.length ?? 0) > 0;
  const group = t('demand.title');
  useDemandLive();
  useShortcuts([
    ...(mayWrite && hasTopics
      ? [{ keys: 'c', label: t('demand.new'), group, run: () => setEdited('new') }]
      : []),
    { keys: 'z', label: t('shell.key.undo'), group, run: () => void undoLast().catch(toastError) },
  ]);
  const create = mayWrite && hasTopics && (
    <Button variant="primary" icon={Plus} shortcut="c" onClick={() => setEdited('new')}>
      {t('demand.new')}
    </Button>
  );
  const isEmpty = needs.data?.length === 0;
  return (
    <Page
      width="wide"
      title={t('demand.title')}
      text={t('demand.text')}
      actions={isEmpty ? undefined : create}
      toolbar={<DemandNav />}
    >
      <div className="stack">
        <WhoCan permission="demand.write" action={t('demand.changing')} />
        {needs.isPending || topics.isPending ? (
          <SkeletonRows count={3} label={t('common.loading')} />
        ) : needs.isError ? (
          <ErrorState error={needs.error} onRetry={() => void needs.refetch()} />
        ) : isEmpty ? (
          <NoNeed hasTopics={hasTopics} create={create} />
        ) : (
          <ul className="list" aria-label={t('demand.needs')}>
            {needs.data.map((need) => (
              <NeedRow
                key={need.id}
                need={need}
                topics={topics.data ?? []}
                onEdit={mayWrite ? () => setEdited(need) : undefined}
              />
            ))}
          </ul>
        )}
      </div>
      {edited !== null && (
        <NeedDialog need={edited === 'new' ? undefined : edited} onClose={() => setEdited(null)} />
      )}
    </Page>
  );
}

function NoNeed({ hasTopics, create }: { hasTopics: boolean; create: React.ReactNode }) {
  return (
    <EmptyState
      icon={HeartPulse}
      title={t('demand.empty.title')}
      text={t(hasTopics ? 'demand.empty.text' : 'demand.empty.noTopic')}
      actions={
        hasTopics ? (
          create
        ) : (
          <Link to="/topics/new" className="button button-primary button-m">
            {t('demand.empty.toTopics')}
          </Link>
        )
      }
    />
  );
}

function NeedRow({
  need,
  topics,
  onEdit,
}: {
  need: NeedView;
  topics: readonly TopicView[];
  onEdit: (() => void) | undefined;
}) {
  const { id, name, topicIds, item, leadDays, alertFrom, openAlerts } = need;
  const remove = useRemoveNeed();
  return (
    <li className="need-row">
      <div className="need-about">
        <div className="need-title">
          <Link to="/demand/$needId" params={{ needId: id }} className="need-name">
            {name}
          </Link>
          {topicIds.map((topicId) => (
            <Chip key={topicId}>
              {topics.find((topic) => topic.id === topicId)?.name ?? t('demand.need.topicGone')}
            </Chip>
          ))}
        </div>
        <p className="need-facts muted">
          <span>{item === null ? t('demand.need.noItem') : t('demand.need.item', { item })}</span>
          {item !== null && <span>{tn('demand.need.lead', leadDays)}</span>}
          <span>{t('demand.need.alertFrom', { sigma: sigmaText(alertFrom) })}</span>
        </p>
        <CountingBar need={need} />
      </div>
      {openAlerts > 0 ? (
        <Badge tone="bad" icon={BellRing}>
          {tn('demand.need.alerts', openAlerts)}
        </Badge>
      ) : (
        <Badge isQuiet>{t('demand.need.calm')}</Badge>
      )}
      {onEdit !== undefined && (
        <Menu
          align="end"
          trigger={<IconButton label={t('demand.more', { name })} icon={Ellipsis} />}
          entries={[
            { label: t('demand.edit'), icon: Pencil, onSelect: onEdit },
            {
              label: t('demand.remove'),
              icon: Trash2,
              isDanger: true,
              onSelect: () => remove.mutate(need),
            },
          ]}
        />
      )}
    </li>
  );
}
