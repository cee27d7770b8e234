import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Milestone } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Select } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { OrderedList } from '../../components/policies/ordered-list.tsx';
import { useNow } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { ideaQueries, type IdeaView } from './queries.ts';
import { quartersFor } from './search.ts';
import { StatusBadge } from './status-badge.tsx';
import { useChanging } from './use-changing.ts';

const ON_ROADMAP = new Set(['considering', 'planned', 'building']);
const NONE = 'none';

/** What comes when: the order within a quarter by dragging or by keys, the quarter by choosing. */
export function RoadmapPanel() {
  const ideas = useQuery(ideaQueries.list({}));
  const now = useNow();
  const mayManage = useCan()('ideas.manage');
  const place = useChanging((body: { quarter: string | null; ids: string[] }) =>
    api.put('/ideas/places', body),
  );
  return (
    <Loaded query={ideas} rows={6}>
      {({ items }) => {
        const planned = items.filter(({ status }) => ON_ROADMAP.has(status));
        const quarters = quartersFor(
          planned.map(({ quarter }) => quarter),
          new Date(now),
        );
        const lanes = [...quarters, null]
          .map((quarter) => ({ quarter, ideas: inOrder(planned.filter((idea) => idea.quarter === quarter)) }))
          .filter((lane) => lane.ideas.length > 0);
        if (lanes.length === 0)
          return (
            <EmptyState
              icon={Milestone}
              title={t('ideas.roadmap.none')}
              text={t('ideas.roadmap.none.text')}
            />
          );
        return (
          <div className="stack">
            {lanes.map(({ quarter, ideas: own }) => (
              <section key={quarter ?? NONE} className="stack" aria-label={quarter ?? t('ideas.noDate')}>
                <h2>{quarter ?? t('ideas.noDate')}</h2>
                <OrderedList
                  label={t('ideas.roadmap.order', { quarter: quarter ?? t('ideas.noDate') })}
                  items={own.map((idea) => ({ ...idea, name: idea.title }))}
                  isBusy={place.isPending}
                  onOrder={mayManage ? (ids) => place.mutate({ quarter, ids }) : undefined}
                >
                  {(idea) => (
                    <div className="ideas-head">
                      <Link to="/ideas-desk/$ideaId" params={{ ideaId: idea.id }} dir="auto">
                        {idea.title}
                      </Link>
                      <StatusBadge status={idea.status} />
                      <span className="faint figures">{tn('ideas.persons', idea.votes)}</span>
                      {mayManage && (
                        <Select
                          aria-label={t('ideas.quarter.named', { title: idea.title })}
                          value={idea.quarter ?? NONE}
                          onChange={({ target: { value } }) => {
                            const next = value === NONE ? null : value;
                            const there = inOrder(
                              planned.filter((one) => one.quarter === next && one.id !== idea.id),
                            );
                            place.mutate({ quarter: next, ids: [...there.map(({ id }) => id), idea.id] });
                          }}
                          choices={[
                            { value: NONE, label: t('ideas.noDate') },
                            ...quarters.map((one) => ({ value: one, label: one })),
                          ]}
                        />
                      )}
                    </div>
                  )}
                </OrderedList>
              </section>
            ))}
          </div>
        );
      }}
    </Loaded>
  );
}

const inOrder = (ideas: readonly IdeaView[]): IdeaView[] =>
  ideas.toSorted((a, b) => a.position - b.position || b.votes - a.votes || (a.id < b.id ? -1 : 1));
