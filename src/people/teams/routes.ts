import { z } from 'zod';
import { idOf, route, type Route } from '#platform/http/index.ts';
import {
  absenceInput,
  type AbsenceView,
  channelWeights,
  profileInput,
  teamId,
  teamInput,
  teamShape,
  workerShape,
} from './schema.ts';
import type { AbsenceRow } from './store.ts';
import { announceAbsence, endAbsence } from './service/absences.ts';
import {
  readChannelWeights,
  readWorkers,
  saveChannelWeights,
  saveProfile,
  type Worker,
} from './service/people.ts';
import { readTeams, saveTeam, setRemoved } from './service/teams.ts';

export const permissions = {
  'teams.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  /** To say that one is away oneself. */
  'teams.self': ['owner', 'admin', 'manager', 'agent'],
  'teams.manage': ['owner', 'admin', 'manager'],
} as const;

const one = z.object({ id: teamId });
const somebody = z.object({ id: idOf('user') });

const teams: Route[] = [
  route({
    method: 'GET',
    url: '/teams',
    permission: 'teams.read',
    summary: 'Teams, with members, lead and how they handle what waits',
    response: z.object({ items: z.array(teamShape) }),
    handler: async ({ app }) => ({ items: await readTeams(app) }),
  }),
  route({
    method: 'POST',
    url: '/teams',
    permission: 'teams.manage',
    summary: 'Make a team',
    body: teamInput,
    response: teamShape,
    status: 201,
    handler: ({ app, actor, body }) => saveTeam(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/teams/:id',
    permission: 'teams.manage',
    summary: 'Change a team',
    params: one,
    body: teamInput,
    response: teamShape,
    handler: ({ app, actor, params, body }) => saveTeam(app, actor, body, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/teams/:id',
    permission: 'teams.manage',
    summary: 'Remove a team; POST /teams/:id/restore brings it back',
    params: one,
    handler: ({ app, actor, params }) => setRemoved(app, actor, params.id, true),
  }),
  route({
    method: 'POST',
    url: '/teams/:id/restore',
    permission: 'teams.manage',
    summary: 'Bring a removed team back',
    params: one,
    handler: ({ app, actor, params }) => setRemoved(app, actor, params.id, false),
  }),
];

const people: Route[] = [
  route({
    method: 'GET',
    url: '/teams/people',
    permission: 'teams.read',
    summary: 'Who answers customers: skills, languages, capacity, teams, absence',
    response: z.object({ items: z.array(workerShape) }),
    handler: async ({ app }) => ({ items: (await readWorkers(app)).map(present) }),
  }),
  route({
    method: 'PUT',
    url: '/teams/people/:id',
    permission: 'teams.manage',
    summary: "Change somebody's skills, languages, capacity or working hours",
    params: somebody,
    body: profileInput,
    handler: ({ app, actor, params, body }) => saveProfile(app, actor, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/teams/people/:id/absences',
    permission: 'teams.self',
    summary: 'Say that you are away; managers may say it of others',
    description: 'Without `from` it begins now, without `until` it ends when you say so.',
    params: somebody,
    body: absenceInput,
    response: z.object({ id: idOf('abs') }),
    status: 201,
    handler: async ({ app, actor, params, body }) => ({
      id: await announceAbsence(app, actor, params.id, body),
    }),
  }),
  route({
    method: 'DELETE',
    url: '/teams/absences/:id',
    permission: 'teams.self',
    summary: 'Be back, or not go after all',
    params: z.object({ id: idOf('abs') }),
    handler: ({ app, actor, params }) => endAbsence(app, actor, params.id),
  }),
];

const weights: Route[] = [
  route({
    method: 'GET',
    url: '/teams/channel-weights',
    permission: 'teams.read',
    summary: 'How much of a capacity one conversation takes, by channel; 1 where nothing stands',
    response: z.object({ weights: channelWeights }),
    handler: async ({ app }) => ({ weights: Object.fromEntries(await readChannelWeights(app)) }),
  }),
  route({
    method: 'PUT',
    url: '/teams/channel-weights',
    permission: 'teams.manage',
    summary: 'Change how much of a capacity one conversation takes',
    body: z.object({ weights: channelWeights }),
    handler: ({ app, actor, body }) => saveChannelWeights(app, actor, body.weights),
  }),
];

export const routes: readonly Route[] = [...people, ...weights, ...teams];

function present(worker: Worker): z.input<typeof workerShape> {
  return { ...worker, absences: worker.absences.map(absenceOf) };
}

function absenceOf({ from, until, ...rest }: AbsenceRow): AbsenceView {
  return { ...rest, from: from.toISOString(), until: until?.toISOString() ?? null };
}
