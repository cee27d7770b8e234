import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { BrandAccount } from '../../api/types.ts';
import { queries } from '../../api/queries.ts';
import { assigneeChoices, choicesOf, withChosen } from '../../components/choices.ts';
import { conditionQueries } from '../../components/conditions/queries.ts';
import { SelectField } from '../../components/field.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import { type QueueFilters, readFilters } from './filters.ts';
import { inboxQueries } from './queries.ts';
import { accountName } from './speaker.ts';

export function Filters({ filters }: { filters: QueueFilters }) {
  const topics = useQuery(queries.topics()).data ?? [];
  const labels = useQuery(inboxQueries.labels()).data ?? [];
  const staff = useQuery(queries.staff()).data ?? [];
  const teams = useQuery(teamQueries.teams()).data ?? [];
  const sources = useQuery(queries.sources()).data ?? [];
  const accounts = useQuery(queries.accounts()).data ?? [];
  const facts = useQuery(conditionQueries.facts()).data ?? [];
  const languages = [...(facts.find(({ name }) => name === 'language')?.values ?? [])];
  const navigate = useNavigate();
  const set = (change: QueueFilters) =>
    void navigate({
      to: '/inbox/{-$conversationId}',
      params: { conversationId: undefined },
      search: readFilters({ ...filters, ...change }),
    });
  const all = { value: '', label: t('inbox.filter.all') };
  const networks = [...new Set(sources.map((source) => source.network))];
  const field = (
    name: 'team' | 'topic' | 'label' | 'says' | 'language' | 'network' | 'account' | 'promise' | 'assignee',
    choices: Choices,
  ) =>
    choices.length === 0 && filters[name] === undefined ? null : (
      <SelectField
        className="views-field"
        label={t(`inbox.filter.${name}`)}
        value={filters[name] ?? ''}
        choices={[all, ...withChosen(choices, filters[name])]}
        onChange={(event) => set({ [name]: event.target.value === '' ? undefined : event.target.value })}
      />
    );
  return (
    <div className="views-filters">
      <SelectField
        className="views-field views-sort"
        label={t('inbox.sort')}
        value={filters.sort ?? 'priority'}
        choices={(['priority', 'newest', 'oldest'] as const).map((sort) => ({
          value: sort,
          label: t(`inbox.sort.${sort}`),
        }))}
        onChange={(event) => set(readFilters({ ...filters, sort: event.target.value }))}
      />
      {field('topic', choicesOf(topics))}
      {field(
        'label',
        labels.map(({ name }) => ({ value: name, label: name })),
      )}
      {field('says', SAYS())}
      {field('language', languages)}
      {field('team', choicesOf(teams))}
      {field('assignee', assigneeChoices(staff))}
      {networks.length > 1 || filters.network !== undefined
        ? field(
            'network',
            networks.map((network) => ({ value: network, label: networkName(network) })),
          )
        : null}
      {accounts.length > 1 || filters.account !== undefined
        ? field('account', accountChoices(accounts))
        : null}
      {field('promise', [
        { value: 'soon', label: t('inbox.filter.promise.soon') },
        { value: 'missed', label: t('inbox.filter.promise.missed') },
      ])}
    </div>
  );
}

type Choices = { value: string; label: string }[];

function accountChoices(accounts: readonly BrandAccount[]): Choices {
  return accounts.map(({ externalId, handle, network }) => ({
    value: externalId,
    label: `${accountName(handle)} (${networkName(network)})`,
  }));
}

/** Names as `label:` and `sentiment:` know them. */
const SAYS = () => [
  { value: 'needs reply', label: t('labels.needsReply') },
  { value: 'urgent', label: t('labels.urgency.2') },
  { value: 'complaint', label: t('labels.complaint') },
  { value: 'question', label: t('labels.question') },
  { value: 'suggestion', label: t('labels.suggestion') },
  { value: 'praise', label: t('labels.praise') },
  { value: 'purchase', label: t('labels.purchase') },
  { value: 'spam', label: t('labels.spam') },
  { value: 'negative', label: t('labels.sentiment.negative') },
  { value: 'positive', label: t('labels.sentiment.positive') },
];
