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
import { ideaQueries } from './queries.ts';
import { lastIn, roadmapOf } from './roadmap.ts';
import { StatusBadge } from './status-badge.tsx';
import { useChanging } from './use-changing.ts';

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
        const { lanes, quarters } = roadmapOf(items, new Date(now));
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
                            place.mutate({ quarter: next, ids: lastIn(lanes, next, idea.id) });
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
