import type { FactDefinition, Facts } from '#lib/conditions/index.ts';
import { readTeams, readWorkers } from '#people/teams/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import { type Conversation, listLabels } from '#respond/inbox/index.ts';
import type { FactSource } from './sources.ts';

const STATUSES = [
  { value: 'open', label: 'open' },
  { value: 'waiting', label: 'waiting for the customer' },
  { value: 'snoozed', label: 'snoozed' },
  { value: 'done', label: 'done' },
];
const WORK = 'The work';

/** What stands with the conversation itself: its work. */
export const handlingFacts: FactSource = {
  name: 'handling',
  async define(app) {
    const [teams, workers, topics, labels] = await Promise.all([
      readTeams(app),
      readWorkers(app),
      readTopicNames(app),
      listLabels(app),
    ]);
    return definitions({
      teams: named(teams),
      people: named(workers),
      topics: named(topics),
      labels: labels.map(({ name }) => ({ value: name.toLowerCase(), label: name })),
    });
  },
  async read(app, conversations) {
    const now = app.clock.now().getTime();
    return new Map(conversations.map((row) => [row.id, factsOf(row, now)]));
  },
};

type Values = { value: string; label: string }[];

function definitions(of: Record<'teams' | 'people' | 'topics' | 'labels', Values>): FactDefinition[] {
  return [
    { name: 'topic', type: 'list', label: 'topic', group: 'The post', values: of.topics },
    { name: 'label', type: 'list', label: 'label', group: WORK, values: of.labels, isOpen: true },
    { name: 'status', type: 'choice', label: 'status', group: WORK, values: STATUSES },
    { name: 'team', type: 'choice', label: 'team', group: WORK, values: of.teams },
    { name: 'assignee', type: 'choice', label: 'assignee', group: WORK, values: of.people },
    { name: 'waiting', type: 'number', label: 'waiting time', group: WORK, unit: 'minutes' },
    { name: 'age', type: 'number', label: 'time since the last post', group: WORK, unit: 'hours' },
    { name: 'posts', type: 'number', label: 'posts of the customer', group: WORK },
    { name: 'in-case', type: 'yes-no', label: 'belongs to a case', group: WORK },
  ];
}

function factsOf(row: Conversation, now: number): Facts {
  const isWaiting = row.waitingSince !== null && row.status !== 'done';
  return {
    topic: row.topicIds,
    label: row.labels,
    status: row.status,
    team: row.teamId,
    assignee: row.assigneeId,
    waiting: isWaiting ? Math.max(0, Math.floor((now - row.waitingSince!.getTime()) / 60_000)) : null,
    age: Math.max(0, Math.floor((now - row.lastPostAt.getTime()) / 3_600_000)),
    posts: row.postIds.length,
    'in-case': row.caseId !== null,
  };
}

function named(of: readonly { id: string; name: string }[]): Values {
  return of.map(({ id, name }) => ({ value: id, label: name }));
}
