import type { Actor, App } from '#platform/app/index.ts';
import { type ProfileInput, saveProfile, saveTeam, type Team, teamInput } from '#people/teams/index.ts';
import { type ConversationRow, listInbox, readConversation, tellFollowers } from '#respond/inbox/index.ts';
import { type Company, openCompany, say } from '../../inbox/testing/company.ts';
import { routeNext } from '../engine/route.ts';
import { routingFeature } from '../index.ts';
import { ruleInput } from '../rules/schema.ts';
import { readRules, saveRule } from '../rules/service.ts';

/** A company with agents, a manager, teams and rules; nothing runs by itself. */
export interface Office {
  company: Company;
  app: App;
  boss: Actor;
  agent(name: string, profile?: Partial<ProfileInput>): Promise<Actor>;
  team(name: string, more?: object): Promise<Team>;
  rule(name: string, when: object, actions: object, more?: object): Promise<string>;
  /** A customer says something; rules have been asked when it resolves. Answers the conversation's id. */
  hear(text: string, more?: Parameters<typeof say>[3] & { from?: string }): Promise<string>;
  /** Tells the news and asks the rules. */
  settle(): Promise<void>;
  row(id: string): Promise<ConversationRow>;
  /** History, the newest first. */
  history(id: string): Promise<string[]>;
}

export async function openOffice(): Promise<Office> {
  const company = await openCompany();
  const { app } = company;
  routingFeature.subscribe!(app);
  const boss = await company.agent('Bo', 'manager');
  let customers = 0;
  const settle = async () => {
    // What rules do is news again.
    do while (await tellFollowers(app));
    while (await routeAll(app));
  };
  const list = async () => (await listInbox(app, boss, { status: 'any', sort: 'newest', limit: 200 })).items;
  return {
    company,
    app,
    boss,
    settle,
    async agent(name, profile = {}) {
      const made = await company.agent(name);
      await saveProfile(app, boss, made.id, {
        skills: [],
        languages: [],
        capacity: 8,
        calendarId: null,
        ...profile,
      });
      return made;
    },
    team: (name, more = {}) => saveTeam(app, boss, teamInput.parse({ name, ...more })),
    async rule(name, when, actions, more = {}) {
      const input = ruleInput.parse({ name, isActive: true, when: { version: 1, when }, actions, ...more });
      const { revision } = await readRules(app);
      return (await saveRule(app, boss, revision, input)).id;
    },
    async hear(text, { from = `did:plc:x${customers++}`, ...more } = {}) {
      await company.hear(say(from, `${customers++}`, text, more));
      await settle();
      return (await list()).find((row) => row.author.externalId === from)!.id;
    },
    row: (id) => readConversation(app, boss, id),
    async history(id) {
      return (await readConversation(app, boss, id)).activity.map(({ text }) => text);
    },
  };
}

async function routeAll(app: App): Promise<boolean> {
  let count = 0;
  while (await routeNext(app)) count += 1;
  return count > 0;
}
