import type { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { listOf } from '#people/sessions/index.ts';
import { STEPS } from './domain/profile.ts';
import {
  accountParams,
  brandAccountShape,
  brandInput,
  brandShape,
  type BrandView,
  connectInput,
  signInBack,
  signInBegun,
  signInDone,
  signInInput,
  stepInput,
  suggestionsShape,
} from './schema.ts';
import {
  type AccountView,
  checkAccount,
  connectAccount,
  disconnectAccount,
  readAccounts,
} from './service/accounts.ts';
import {
  getBrand,
  readSuggestions,
  removeSample,
  saveBrand,
  setStep,
  startSample,
} from './service/profile.ts';
import { beginSignIn, finishSignIn } from './service/sign-in.ts';

export const permissions = {
  'brand.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'brand.manage': ['owner', 'admin', 'manager'],
  'brand.connect': ['owner', 'admin'],
} as const;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/brand',
    permission: 'brand.read',
    summary: 'Who the company is, and which steps of the first run are done',
    response: brandShape,
    handler: async ({ app }) => present(await getBrand(app)),
  }),
  route({
    method: 'PUT',
    url: '/brand',
    permission: 'brand.manage',
    summary: 'Name the brand: names, handles, hashtags, site',
    body: brandInput,
    response: brandShape,
    handler: async ({ app, actor, body }) => present(await saveBrand(app, actor, body)),
  }),
  route({
    method: 'POST',
    url: '/brand/steps',
    permission: 'brand.manage',
    summary: 'Note that a step of the first run was done or skipped',
    body: stepInput,
    response: brandShape,
    handler: async ({ app, actor, body }) => present(await setStep(app, actor, body.step, body.done)),
  }),
  route({
    method: 'GET',
    url: '/brand/suggestions',
    permission: 'brand.read',
    summary: "Ready-made topics and sources from the brand's names",
    response: suggestionsShape,
    handler: ({ app }) => readSuggestions(app),
  }),
  route({
    method: 'GET',
    url: '/brand/accounts',
    permission: 'brand.read',
    summary: 'Accounts that replies leave from',
    response: listOf(brandAccountShape),
    handler: async ({ app }) => ({ items: (await readAccounts(app)).map(presentAccount) }),
  }),
  route({
    method: 'POST',
    url: '/brand/accounts',
    permission: 'brand.connect',
    summary: 'Connect an account with an app password; the same account again gets the new one',
    perMinute: 20,
    body: connectInput,
    response: brandAccountShape,
    status: 201,
    async handler({ app, actor, body }) {
      const { service, ...input } = body;
      return presentAccount(await connectAccount(app, actor, { ...input, ...(service ? { service } : {}) }));
    },
  }),
  route({
    method: 'POST',
    url: '/brand/sign-ins',
    permission: 'brand.connect',
    summary: 'Where to sign in for an account instead of typing its password (OAuth 2)',
    perMinute: 20,
    body: signInInput,
    response: signInBegun,
    status: 201,
    handler: ({ app, actor, body: { service, ...input } }) =>
      beginSignIn(app, actor, { ...input, ...(service ? { service } : {}) }),
  }),
  route({
    method: 'POST',
    url: '/brand/sign-ins/finish',
    permission: 'brand.connect',
    summary: 'Connect an account with what the provider gave; each sign-in counts once',
    perMinute: 20,
    body: signInBack,
    response: signInDone,
    async handler({ app, actor, body }) {
      const { account, memo } = await finishSignIn(app, actor, body);
      return { account: presentAccount(account), memo };
    },
  }),
  route({
    method: 'DELETE',
    url: '/brand/accounts/:id',
    permission: 'brand.connect',
    summary: 'Disconnect an account and forget its credentials',
    params: accountParams,
    handler: ({ app, actor, params }) => disconnectAccount(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/brand/accounts/:id/check',
    permission: 'brand.connect',
    summary: 'Ask the network whether the account still works',
    perMinute: 20,
    params: accountParams,
    response: brandAccountShape,
    handler: async ({ app, actor, params }) => presentAccount(await checkAccount(app, actor, params.id)),
  }),
  route({
    method: 'POST',
    url: '/brand/sample',
    permission: 'brand.manage',
    summary: 'Start the sample stream, to try every screen without a network',
    response: brandShape,
    handler: async ({ app, actor }) => present(await startSample(app, actor)),
  }),
  route({
    method: 'DELETE',
    url: '/brand/sample',
    permission: 'brand.manage',
    summary: 'End the sample stream and remove everything it brought',
    handler: ({ app, actor }) => removeSample(app, actor),
  }),
];

function present({ steps, ...brand }: Awaited<ReturnType<typeof getBrand>>): BrandView {
  const done = Object.fromEntries(STEPS.map((step) => [step, steps.includes(step)])) as BrandView['steps'];
  return { ...brand, steps: done };
}

function presentAccount(account: AccountView): z.input<typeof brandAccountShape> {
  return { ...account, connectedAt: account.connectedAt.toISOString() };
}
