import type { Facts } from '#lib/conditions/index.ts';
import { readSaidLabels } from '#listen/understanding/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import type { CustomerFactSource } from '#people/segments/index.ts';
import { type HistoryRow, selectHistories } from '../store/customers.ts';
import { listLabels } from './desk.ts';

const GROUP = 'What was said';
const DAY_MS = 86_400_000;

/** What segments may ask about conversations with a customer; the last fifty of each account are looked at. */
export const historyFacts: CustomerFactSource = {
  name: 'conversations',
  async define(app) {
    const [labels, topics] = await Promise.all([listLabels(app), readTopicNames(app)]);
    return [
      { name: 'conversations', type: 'number', label: 'conversations', group: GROUP },
      { name: 'unanswered', type: 'number', label: 'conversations that wait for us', group: GROUP },
      { name: 'open', type: 'number', label: 'conversations that are not done', group: GROUP },
      { name: 'open-complaint', type: 'yes-no', label: 'has an open complaint', group: GROUP },
      { name: 'last-days', type: 'number', label: 'last wrote', group: GROUP, unit: 'days ago' },
      { name: 'first-days', type: 'number', label: 'first wrote', group: GROUP, unit: 'days ago' },
      { name: 'languages', type: 'list', label: 'languages written in', group: GROUP, isOpen: true },
      {
        name: 'labels',
        type: 'list',
        label: 'labels of conversations',
        group: GROUP,
        isOpen: true,
        values: labels.map(({ name }) => ({ value: name.toLowerCase(), label: name })),
      },
      {
        name: 'topics',
        type: 'list',
        label: 'topics',
        group: GROUP,
        values: topics.map(({ id, name }) => ({ value: id, label: name })),
      },
    ];
  },
  async read(app, customers) {
    const rows = await selectHistories(
      app,
      customers.flatMap(({ accountIds }) => accountIds),
    );
    const said = await readSaidLabels(
      app,
      rows.map(({ lastPostId }) => lastPostId),
    );
    const known = (row: HistoryRow, key: string) =>
      said.get(row.lastPostId)?.find((label) => label.key === key)?.value;
    const byAccount = Map.groupBy(rows, ({ accountId }) => accountId);
    const now = app.clock.now().getTime();
    return new Map(
      customers.map(({ key, accountIds }) => {
        const own = accountIds.flatMap((id) => byAccount.get(id) ?? []);
        const open = own.filter(({ status }) => status !== 'done');
        const languages = own.map((row) => known(row, 'language')).filter((one) => one && one !== 'unknown');
        return [
          key,
          {
            conversations: own.length,
            unanswered: open.filter(({ isWaiting }) => isWaiting).length,
            open: open.length,
            'open-complaint': open.some((row) => known(row, 'complaint') === 'yes'),
            'last-days': daysAgo(now, Math.max(...own.map(({ lastPostAt }) => lastPostAt.getTime()))),
            'first-days': daysAgo(now, Math.min(...own.map(({ createdAt }) => createdAt.getTime()))),
            languages: [...new Set(languages)] as string[],
            labels: [...new Set(own.flatMap(({ labels }) => labels))],
            topics: [...new Set(own.flatMap(({ topicIds }) => topicIds))],
          } satisfies Facts,
        ];
      }),
    );
  },
};

/** Not known of those who wrote nothing. */
function daysAgo(now: number, time: number): number | null {
  return Number.isFinite(time) ? Math.max(0, Math.floor((now - time) / DAY_MS)) : null;
}
