import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Callout } from '../../components/callout.tsx';
import { Switch } from '../../components/choice.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Table } from '../../components/table.tsx';
import { toastError } from '../../components/toast-error.ts';
import { percent } from '../../format/number.ts';
import { span } from '../../format/span.ts';
import { t, tn } from '../../i18n/index.ts';
import { Opens, OpensText } from './group-table.tsx';
import { reportQueries } from './queries.ts';
import { type Asked, type Order, ORDERS } from './search.ts';
import type { AgentsView, Behind } from './types.ts';
import { number } from './figures.ts';

interface PeopleViewProps {
  asked: Asked;
  order: Order;
  onOrder(order: Order): void;
  onOpen(behind: Behind): void;
}

/** What people did, for coaching: by name, and compared only like for like. */
export function PeopleView({ asked, order, onOrder, onOpen }: PeopleViewProps) {
  const can = useCan();
  const { data, error, isPending, refetch } = useQuery(reportQueries.agents(asked, order));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows count={8} label={t('common.loading')} />;
  return (
    <div className="stack">
      <Callout title={t('reports.people.title')}>
        {t('reports.people.text')} {!data.isEverybody && t('reports.people.own')}
      </Callout>
      <div className="report-toolbar">
        {data.isEverybody && (
          <Select
            aria-label={t('reports.people.order')}
            value={order}
            choices={ORDERS.map((value) => ({ value, label: t(`reports.people.order.${value}`) }))}
            onChange={({ target: { value } }) => onOrder(value as Order)}
          />
        )}
        {can('figures.own') && <OptOut isOptedOut={data.isOptedOut} />}
      </div>
      {data.items.length === 0 ? (
        <EmptyState icon={Users} title={t('reports.people.empty')} text={t('reports.people.empty.text')} />
      ) : (
        <People items={data.items} onOpen={onOpen} />
      )}
      {data.leftOut > 0 && <p className="faint">{tn('reports.people.leftOut', data.leftOut)}</p>}
    </div>
  );
}

function OptOut({ isOptedOut }: { isOptedOut: boolean }) {
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (isOut: boolean) => api.put('/reports/ranking', { isOptedOut: isOut }),
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['reports', 'agents'] }),
  });
  return (
    <Switch
      label={t('reports.people.optOut')}
      hint={t('reports.people.optOut.text')}
      isOn={isOptedOut}
      onChange={(isOut) => change.mutate(isOut)}
    />
  );
}

const COLUMNS = [
  'answers',
  'wait',
  'people.first',
  'medianAnswer',
  'people.like',
  'satisfiedShare',
  'openNow',
  'minutes',
] as const;

function People({ items, onOpen }: { items: AgentsView['items']; onOpen(behind: Behind): void }) {
  return (
    <Table
      label={t('reports.tab.people')}
      columns={[
        { label: t('reports.tab.people'), isHidden: true },
        ...COLUMNS.map((column) => t(`reports.${column}`)),
      ]}
      rows={items.map(({ userId, name, first, ...own }) => {
        const behind = (what: string): Behind => ({ title: name, by: 'agent', key: userId, what });
        return {
          key: userId,
          cells: [
            name,
            <Opens key="answers" count={own.answers} onOpen={() => onOpen(behind('given'))} />,
            own.medianWait === null ? (
              '–'
            ) : (
              <OpensText key="wait" text={span(own.medianWait)} onOpen={() => onOpen(behind('given'))} />
            ),
            first === null ? (
              <span className="faint">{t('reports.people.few')}</span>
            ) : (
              <Opens count={first.contacts} onOpen={() => onOpen(behind('contacts'))} />
            ),
            first?.medianAnswer == null ? (
              '–'
            ) : (
              <OpensText
                key="median"
                text={span(first.medianAnswer)}
                onOpen={() => onOpen(behind('answered'))}
              />
            ),
            percent(own.likeForLike),
            first?.satisfiedShare == null ? (
              '–'
            ) : (
              <OpensText
                key="rated"
                text={percent(first.satisfiedShare)}
                onOpen={() => onOpen(behind('rated'))}
              />
            ),
            own.open === 0 ? (
              '0'
            ) : (
              <Link
                key="open"
                to="/inbox/{-$conversationId}"
                search={{ assignee: userId }}
                className="link-number"
              >
                {number(own.open)}
              </Link>
            ),
            own.minutes === 0 ? '–' : span(own.minutes * 60),
          ],
        };
      })}
    />
  );
}
