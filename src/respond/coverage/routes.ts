import { route, type Route } from '#platform/http/index.ts';
import { listOf } from '#people/sessions/index.ts';
import type { Stage } from './domain/stage.ts';
import {
  forecastQuery,
  forecastShape,
  type ForecastView,
  mayShape,
  settingsShape,
  shiftInput,
  shiftParams,
  shiftShape,
  type ShiftView,
  stageDetail,
  stageInput,
  type StageView,
} from './schema.ts';
import type { Settings } from './domain/settings.ts';
import type { Shift } from './domain/shifts.ts';
import { putSettings, putShift, readPlan, readSettings, readShifts, removeShift } from './service/plan.ts';
import { maySend, readAdvice, readStage, setStage } from './service/stage.ts';

export const permissions = {
  'coverage.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'coverage.manage': ['owner', 'admin', 'manager'],
} as const;

const read = 'coverage.read';
const manage = 'coverage.manage';

const planning: Route[] = [
  route({
    method: 'GET',
    url: '/coverage/forecast',
    permission: read,
    summary:
      'What comes in the next days by channel and half hour, the people it needs, and those who are planned',
    query: forecastQuery,
    response: forecastShape,
    async handler({ app, query }) {
      const { forecast, plan } = await readPlan(app, query.days);
      return presentForecast(forecast, plan);
    },
  }),
  route({
    method: 'GET',
    url: '/coverage/settings',
    permission: read,
    summary: 'How channels are answered, shrinkage, and what is expected to be special',
    response: settingsShape,
    handler: async ({ app }) => presentSettings(await readSettings(app)),
  }),
  route({
    method: 'PUT',
    url: '/coverage/settings',
    permission: manage,
    summary: 'Change how coverage is reckoned',
    body: settingsShape,
    response: settingsShape,
    handler: async ({ app, actor, body }) => presentSettings(await putSettings(app, actor, body)),
  }),
  route({
    method: 'GET',
    url: '/coverage/shifts',
    permission: read,
    summary: 'Who works when',
    response: listOf(shiftShape),
    handler: async ({ app }) => ({ items: (await readShifts(app)).map(presentShift) }),
  }),
  route({
    method: 'POST',
    url: '/coverage/shifts',
    permission: manage,
    summary: 'Plan a shift',
    body: shiftInput,
    response: shiftShape,
    status: 201,
    handler: async ({ app, actor, body }) => presentShift(await putShift(app, actor, body)),
  }),
  route({
    method: 'PUT',
    url: '/coverage/shifts/:id',
    permission: manage,
    summary: 'Change a shift',
    params: shiftParams,
    body: shiftInput,
    response: shiftShape,
    handler: async ({ app, actor, params, body }) =>
      presentShift(await putShift(app, actor, body, params.id)),
  }),
  route({
    method: 'DELETE',
    url: '/coverage/shifts/:id',
    permission: manage,
    summary: 'Remove a shift',
    params: shiftParams,
    handler: ({ app, actor, params }) => removeShift(app, actor, params.id),
  }),
];

const stages: Route[] = [
  route({
    method: 'GET',
    url: '/coverage/stage',
    permission: read,
    summary: 'Who may send now, and the figures that say when to let more people speak',
    response: stageDetail,
    async handler({ app }) {
      const stage = await readStage(app);
      return presentStage(stage, await readAdvice(app, stage));
    },
  }),
  route({
    method: 'PUT',
    url: '/coverage/stage',
    permission: manage,
    summary: 'Step up or down: watch and draft only, a small team, service accounts, everybody',
    body: stageInput,
    response: stageDetail,
    async handler({ app, actor, body }) {
      const stage = await setStage(app, actor, body);
      return presentStage(stage, await readAdvice(app, stage));
    },
  }),
  route({
    method: 'GET',
    url: '/coverage/may-send',
    permission: 'signed-in',
    summary: 'Whether you may send at this stage',
    response: mayShape,
    handler: ({ app, actor }) => maySend(app, actor),
  }),
];

export const routes: readonly Route[] = [...planning, ...stages];

function presentForecast(
  forecast: Awaited<ReturnType<typeof readPlan>>['forecast'],
  plan: Awaited<ReturnType<typeof readPlan>>['plan'],
): ForecastView {
  const rounded = (value: number) => Math.round(value * 100) / 100;
  return {
    zone: forecast.zone,
    from: forecast.halves[0]!.at.toISOString(),
    halves: forecast.halves.map(({ at, day, minute }) => ({ at: at.toISOString(), day, minute })),
    knownDays: forecast.knownDays,
    channels: plan.channels.map(({ network, slots }, index) => ({
      network,
      error: forecast.channels[index]!.backtest,
      lastWeek: forecast.channels[index]!.lastWeek,
      slots: slots.map((slot) => ({
        ...slot,
        mean: rounded(slot.mean),
        low: rounded(slot.low),
        high: rounded(slot.high),
      })),
    })),
    total: plan.total,
  };
}

function presentSettings({ countries, events, channels, ...settings }: Settings) {
  return { ...settings, countries: [...countries], events: [...events], channels: { ...channels } };
}

function presentShift({ networks, weekdays, ...shift }: Shift): ShiftView {
  return { ...shift, networks: [...networks], weekdays: [...weekdays] };
}

function presentStage(stage: Stage, said: Awaited<ReturnType<typeof readAdvice>>): StageView {
  return {
    stage: stage.stage,
    userIds: [...stage.userIds],
    accountIds: [...stage.accountIds],
    since: stage.since.toISOString(),
    ...said,
  };
}
