import type { Client } from '../../../test/helpers/client.ts';
import { until } from '../../../test/helpers/app.ts';
import { settings } from '../../../src/respond/chat/testing/stage.ts';

const RULES = 20;
/** Urgencies times the same promises, in minutes. */
const TARGETS = Array.from({ length: 4 }, () => ({ first: 60, next: 120, resolution: 2880 }));

export interface Shop {
  readonly widgetId: string;
  readonly accountId: string;
  readonly teamId: string;
}

/**
 * What questions meet in a company: a chat, a team of all agents, twenty rules of which the last one fits, a promise to everybody. Resolves once
 * the promise is reckoned for all that is open already.
 */
export async function openShop(owner: Client, agentIds: readonly string[]): Promise<Shop> {
  const widget = await owner.post('/chat-widgets', settings());
  for (const id of agentIds) await owner.put(`/teams/people/${id}`, { capacity: 1000, languages: ['en'] });
  const team = await owner.post('/teams', { name: `Chat ${Date.now()}`, memberIds: agentIds });
  let { revision } = await owner.get('/routing/rules');
  for (let n = 1; n <= RULES; n++) {
    const words = n === RULES ? 'lamp' : `"nobody says ${n}" OR nothing${n}`;
    const rule = {
      name: `Rule ${n}`,
      isActive: true,
      when: { version: 1, when: { all: [{ fact: 'words', op: 'matches', value: words }] } },
      actions: { teamId: team.id, assign: {}, labels: ['lamps'] },
      stops: true,
    };
    ({ revision } = await owner.post('/routing/rules', { revision, rule }));
  }
  const from = performance.now();
  await owner.post('/promises/policies', {
    name: 'Everybody',
    isOn: true,
    terms: { within: 'always', targets: TARGETS },
  });
  const isReckoned = async () => (await owner.get('/promises/policies')).recount?.endedAt !== null;
  await until('the promise is reckoned for what is open', isReckoned, 1_800_000);
  console.log(
    `a new promise reckoned for all that is open: ${((performance.now() - from) / 1000).toFixed(0)} s`,
  );
  return { widgetId: widget.id, accountId: widget.accountId, teamId: team.id };
}
