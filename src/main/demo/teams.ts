import type { Actor, App } from '#platform/app/index.ts';
import {
  profileInput,
  readTeams,
  saveProfile,
  saveTeam,
  setTeamRemoved,
  teamInput,
} from '#people/teams/index.ts';
import { changeConversations, listInbox } from '#respond/inbox/index.ts';
import { readRules, removeRule, ruleInput, saveRule } from '#respond/routing/index.ts';

const KIND_WORDS = 'Kind words';
const words = (value: string) => ({ version: 1, when: { fact: 'words', op: 'matches', value } });

/** Teams of the invented company, what its people can do, and rules that bring new conversations to them. */
export async function formTeams(app: App, staff: readonly Actor[]): Promise<void> {
  const [noor, ben, ama, iris] = staff;
  if (!noor || !ben || !ama || !iris) return;
  const profiles: [Actor, object][] = [
    [noor, { languages: ['en', 'ar'], skills: ['complaints'], capacity: 4 }],
    [ben, { languages: ['en', 'nl', 'de'], skills: ['refunds'], capacity: 60 }],
    [ama, { languages: ['en', 'fr'], skills: ['refunds', 'contracts'], capacity: 60 }],
    [iris, { languages: ['en', 'sv', 'es'], skills: ['network'], capacity: 60 }],
  ];
  for (const [person, profile] of profiles)
    await saveProfile(app, noor, person.id, profileInput.parse(profile));
  const handling = {
    ownership: { minutes: 240, warnMinutes: 30 },
    escalation: [{ afterMinutes: 1440, tell: 'lead' }],
  };
  const team = (name: string, purpose: string, members: readonly Actor[]) =>
    saveTeam(
      app,
      noor,
      teamInput.parse({ name, purpose, leadId: noor.id, memberIds: members.map(({ id }) => id), handling }),
    );
  const billing = await team('Billing', 'Bills, refunds, contracts', [ben, ama]);
  const network = await team('Network', 'No signal, slow internet, outages', [iris, ama]);
  await giveTo(app, noor, 'refund', billing.id);
  await giveTo(app, noor, 'outage', network.id);
  await writeRules(app, noor, billing.id, network.id);
}

/** Teams of nobody but the invented go with them, and so do the rules that gave to them. What a person made stays. */
export async function disbandTeams(app: App, actor: Actor, gone: readonly string[]): Promise<void> {
  const teams = (await readTeams(app)).filter(
    ({ memberIds }) => memberIds.length > 0 && memberIds.every((id) => gone.includes(id)),
  );
  const { rules } = await readRules(app);
  const theirs = rules.filter(
    ({ name, actions }) =>
      teams.some(({ id }) => id === actions.teamId) || (teams.length > 0 && name === KIND_WORDS),
  );
  for (const { id } of theirs) await removeRule(app, actor, (await readRules(app)).revision, id);
  for (const { id } of teams) await setTeamRemoved(app, actor, id, true);
}

async function giveTo(app: App, actor: Actor, label: string, teamId: string): Promise<void> {
  const { items } = await listInbox(app, actor, { status: 'open', sort: 'priority', label, limit: 60 });
  if (items.length > 0)
    await changeConversations(
      app,
      actor,
      items.map(({ id }) => id),
      { teamId },
    );
}

async function writeRules(app: App, actor: Actor, billing: string, network: string): Promise<void> {
  const rules = [
    {
      name: 'Somebody may get hurt',
      isActive: true,
      when: { version: 1, when: { fact: 'urgency', op: 'at-least', value: 3 } },
      actions: { teamId: network, assign: {}, labels: ['emergency'], notify: ['lead'] },
      stops: true,
    },
    {
      name: 'Bills and refunds',
      isActive: true,
      when: words('bill OR bills OR invoice OR refund OR charged'),
      actions: { teamId: billing, assign: { skills: ['refunds'] } },
    },
    {
      name: 'Network trouble',
      isActive: true,
      when: words('outage OR signal OR internet OR network OR mast'),
      actions: { teamId: network, assign: { how: 'round-robin' } },
    },
    {
      name: KIND_WORDS,
      when: { version: 1, when: { fact: 'says', op: 'has-any-of', value: ['praise'] } },
      actions: { labels: ['kind words'], status: 'done' },
    },
  ];
  for (const rule of rules) {
    const { revision } = await readRules(app);
    await saveRule(app, actor, revision, ruleInput.parse(rule));
  }
}
