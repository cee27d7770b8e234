import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { membersOfSegment, previewSegment } from './look.ts';
import {
  accountId,
  factShape,
  membersPage,
  membersQuery,
  pickInput,
  previewInput,
  previewShape,
  segmentId,
  segmentInput,
  segmentShape,
  useShape,
} from './schema.ts';
import {
  listSegments,
  namedSegmentsOf,
  pickCustomer,
  removeSegment,
  restoreSegment,
  saveSegment,
} from './service.ts';
import { customerFacts } from './sources.ts';
import { usesOf } from './uses.ts';

export const permissions = {
  'segments.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'segments.manage': ['owner', 'admin', 'manager'],
} as const;

const one = z.object({ id: segmentId });

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/segments',
    permission: 'segments.read',
    summary: 'Segments of customers, with their conditions in words',
    response: z.object({ items: z.array(segmentShape) }),
    handler: async ({ app }) => ({ items: await listSegments(app) }),
  }),
  route({
    method: 'GET',
    url: '/segments/facts',
    permission: 'segments.read',
    summary: 'Facts of customers that segments may ask for',
    description: 'Neither names nor followers are among them.',
    response: z.object({ items: z.array(factShape) }),
    handler: async ({ app }) => ({ items: [...(await customerFacts(app)).catalogue.values()] }),
  }),
  route({
    method: 'POST',
    url: '/segments/preview',
    permission: 'segments.read',
    summary: 'Whom a condition would take in, tried on the newest two thousand customers',
    description: 'What is wrong with the condition is told in `problems`. Nothing is saved.',
    body: previewInput,
    response: previewShape,
    perMinute: 120,
    handler: ({ app, body }) => previewSegment(app, body.condition),
  }),
  route({
    method: 'POST',
    url: '/segments',
    permission: 'segments.manage',
    summary: 'Make a segment',
    body: segmentInput,
    response: one,
    status: 201,
    handler: async ({ app, actor, body }) => ({ id: await saveSegment(app, actor, body) }),
  }),
  route({
    method: 'PUT',
    url: '/segments/:id',
    permission: 'segments.manage',
    summary: 'Change a segment; whatever asks for it follows',
    params: one,
    body: segmentInput,
    response: one,
    handler: async ({ app, actor, params, body }) => ({ id: await saveSegment(app, actor, body, params.id) }),
  }),
  route({
    method: 'DELETE',
    url: '/segments/:id',
    permission: 'segments.manage',
    summary: 'Remove a segment that nothing asks for',
    description: 'Refused with `segment.used` while a rule, a promise or a view asks for it.',
    params: one,
    handler: ({ app, actor, params }) => removeSegment(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/segments/:id/restore',
    permission: 'segments.manage',
    summary: 'Bring a removed segment back',
    description: 'For thirty days, with everybody who was picked by hand.',
    params: one,
    handler: ({ app, actor, params }) => restoreSegment(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/segments/of/:accountId',
    permission: 'segments.read',
    summary: 'Segments that the person behind an account is in now',
    params: z.object({ accountId }),
    response: z.object({ items: z.array(z.object({ id: segmentId, name: z.string() })) }),
    handler: async ({ app, params }) => ({ items: await namedSegmentsOf(app, params.accountId) }),
  }),
  route({
    method: 'GET',
    url: '/segments/:id/uses',
    permission: 'segments.read',
    summary: 'What asks for a segment',
    params: one,
    response: z.object({ items: z.array(useShape) }),
    handler: async ({ app, params }) => ({ items: await usesOf(app, params.id) }),
  }),
  route({
    method: 'GET',
    url: '/segments/:id/members',
    permission: 'segments.read',
    summary: 'Who is in a segment now: those picked by hand first, then the newest',
    description: 'A page may be short because its time was over: `looked` says so, and `nextCursor` goes on.',
    params: one,
    query: membersQuery,
    response: membersPage,
    handler: ({ app, params, query }) => membersOfSegment(app, params.id, query),
  }),
  route({
    method: 'POST',
    url: '/segments/:id/picks',
    permission: 'segments.manage',
    summary: 'Take the person behind an account in by hand, keep him out, or leave it to the condition',
    description: '`isIn` null takes the decision back. The answer says what was so `before`, to undo it.',
    params: one,
    body: pickInput,
    response: z.object({ before: z.boolean().nullable() }),
    handler: ({ app, actor, params, body }) => pickCustomer(app, actor, params.id, body),
  }),
];
