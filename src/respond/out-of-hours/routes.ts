import { route, type Route } from '#platform/http/index.ts';
import { previewAnswer } from './preview.ts';
import { previewInput, previewShape, settingsInput, settingsShape } from './schema.ts';
import { saveSettings, showSettings } from './settings.ts';

export const permissions = {
  'out-of-hours.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'out-of-hours.manage': ['owner', 'admin', 'manager'],
} as const;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/out-of-hours/settings',
    permission: 'out-of-hours.read',
    summary: 'What is answered by itself while we are closed, by channel and account, and how often it was',
    response: settingsShape,
    handler: ({ app }) => showSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/out-of-hours/settings',
    permission: 'out-of-hours.manage',
    summary: 'Say what is answered by itself while we are closed: all settings',
    body: settingsInput,
    handler: ({ app, actor, body }) => saveSettings(app, actor, body.settings),
  }),
  route({
    method: 'POST',
    url: '/out-of-hours/preview',
    permission: 'out-of-hours.read',
    summary: 'How an automatic answer reads now, and how many of last week’s conversations would have got it',
    body: previewInput,
    response: previewShape,
    perMinute: 60,
    handler: ({ app, body }) => previewAnswer(app, body),
  }),
];
