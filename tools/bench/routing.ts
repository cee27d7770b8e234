/**
 * How long a decision of routing takes: the pure one (100 rules, the last of which fits, 50 agents), and the whole of it with its transaction: the seats
 * locked, facts and loads read, decided, written with history and audit, with its statements and what it costs Node and PostgreSQL in processor time.
 *
 *     node tools/bench/routing.ts [--conversations 300]
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { compileCondition } from '#lib/conditions/index.ts';
import { saveProfile, saveTeam, teamInput } from '#people/teams/index.ts';
import { readCatalogue } from '#respond/conditions/index.ts';
import { tellFollowers } from '#respond/inbox/index.ts';
import { say } from '../../src/respond/inbox/testing/company.ts';
import { openDesk } from '../../src/respond/inbox/testing/desk.ts';
import { decide } from '../../src/respond/routing/domain/decide.ts';
import type { Candidate, ReadyRule, Situation } from '../../src/respond/routing/domain/types.ts';
import { routeNext } from '../../src/respond/routing/engine/route.ts';
import { routingFeature } from '../../src/respond/routing/index.ts';
import { ruleInput } from '../../src/respond/routing/rules/schema.ts';
import { readRules, saveRule } from '../../src/respond/routing/rules/service.ts';
import { statementsOf } from '../../test/helpers/statements.ts';
import { databaseTime } from './community/database-time.ts';

const { values } = parseArgs({ options: { conversations: { type: 'string', default: '300' } } });
const COUNT = Number(values.conversations);
const RULES = 100;
const AGENTS = 50;
const desk = await openDesk();
const { app } = desk.company;
routingFeature.subscribe?.(app);
try {
  const agents = [];
  for (let at = 0; at < AGENTS; at++) agents.push(await desk.company.agent(`Agent ${at}`));
  for (const { id } of agents)
    await saveProfile(app, desk.ben, id, { skills: [], languages: ['en'], capacity: 1000, calendarId: null });
  const team = await saveTeam(
    app,
    desk.ben,
    teamInput.parse({ name: 'All', memberIds: agents.map(({ id }) => id) }),
  );
  const inputs = Array.from({ length: RULES }, (_, at) =>
    ruleInput.parse({
      name: `Rule ${at}`,
      isActive: true,
      when: { version: 1, when: whenOf(at) },
      actions: { teamId: team.id, assign: {} },
    }),
  );
  await pure(inputs, team.id);
  for (const input of inputs) {
    const { revision } = await readRules(app);
    await saveRule(app, desk.ben, revision, input);
  }
  await whole();
} finally {
  await desk.company.close();
}

/** Only the last one fits. */
function whenOf(at: number): object {
  const isLast = at === RULES - 1;
  return {
    all: [
      { fact: 'words', op: 'matches', value: isLast ? 'acme' : `"never said ${at}" OR nothing${at}` },
      {
        any: [
          { fact: 'urgency', op: 'at-least', value: 0 },
          { fact: 'label', op: 'has-any-of', value: ['vip'] },
        ],
      },
    ],
  };
}

async function pure(inputs: readonly ReturnType<typeof ruleInput.parse>[], teamId: string): Promise<void> {
  const catalogue = await readCatalogue(app);
  const rules = inputs.map(({ name, actions, stops, on, when }, at): ReadyRule => ({
    id: String(at),
    name,
    actions,
    stops,
    on,
    condition: compileCondition(when.when as Parameters<typeof compileCondition>[0], catalogue),
  }));
  const situation: Situation = {
    facts: {
      words: 'acme, my phone has had no signal since noon and nobody answers',
      urgency: 2,
      language: 'en',
      label: [],
    },
    weight: 1,
    assigneeId: null,
    teamId: null,
    isByHand: false,
    lastAgentId: null,
    candidates: Array.from({ length: AGENTS }, (_, at): Candidate => ({
      id: String(at),
      name: String(at),
      teamIds: [teamId],
      skills: [],
      languages: ['en'],
      capacity: 1000,
      load: at,
      isAway: false,
      isWorking: true,
      lastTurn: 0,
    })),
    teams: new Map([
      [teamId, { id: teamId, name: 'All', leadId: null, isOpen: true, outOfHours: 'queue', onCallId: null }],
    ]),
  };
  for (let at = 0; at < 200; at++) decide(rules, situation);
  print(
    `decision, ${RULES} rules, ${AGENTS} agents`,
    await times(2000, async () => void decide(rules, situation)),
  );
}

async function whole(): Promise<void> {
  for (let at = 0; at < COUNT; at += 20)
    await desk.company.hear(
      ...Array.from({ length: Math.min(20, COUNT - at) }, () => say(desk.somebody(), '1', 'acme, no signal')),
    );
  while (await tellFollowers(app));
  for (let at = 0; at < 20; at++) await routeNext(app);
  const statements = await statementsOf(() => routeNext(app));
  const [before, from] = [await databaseTime(app), process.cpuUsage()];
  const found = await times(COUNT - 21, () => routeNext(app));
  const { user, system } = process.cpuUsage(from);
  const [node, postgres] = [(user + system) / 1000, (await databaseTime(app)) - before];
  print('whole decision with its transaction', found);
  const each = (ms: number) => (ms / found.length).toFixed(2);
  console.log(
    `${statements.length} statements with begin and commit; processor time of one: ${each(node)} ms in Node, ${each(postgres)} ms in PostgreSQL, all its processes together`,
  );
}

async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = [];
  for (let at = 0; at < count; at++) {
    const start = performance.now();
    await work();
    found.push(performance.now() - start);
  }
  return found.sort((a, b) => a - b);
}

function print(what: string, sorted: readonly number[]): void {
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(3);
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, least ${at(0)} ms (goal of a decision: 5 ms)`);
}
