import { z } from 'zod';
import { idOf, route, type Route } from '#platform/http/index.ts';
import { resolveNoticesAbout } from '#people/notices/index.ts';
import {
  caseId,
  checkChange,
  checksInput,
  filesInput,
  followInput,
  measuredInput,
  noteInput,
  timeInput,
} from '../schema.ts';
import {
  addCaseNote,
  addChecks,
  addFiles,
  addTime,
  deleteCaseNote,
  removeCheck,
  removeTime,
  tickCheck,
} from '../service/extras.ts';
import { exportCase } from '../service/export.ts';
import { followCase } from '../service/follow.ts';
import { addMeasured } from '../service/measured.ts';

const one = z.object({ id: caseId });
const check = z.object({ id: caseId, checkId: idOf('check') });
const note = z.object({ noteId: idOf('note') });

export const extraRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/cases/:id/notes',
    permission: 'cases.work',
    summary: 'Add a note for colleagues to a case',
    description: 'Colleagues named with @ get a notice. Upload files first: POST /files.',
    params: one,
    body: noteInput,
    response: z.object({ id: z.string() }),
    status: 201,
    handler: async ({ app, actor, params, body }) => ({
      id: (await addCaseNote(app, actor, params.id, body)).id,
    }),
  }),
  route({
    method: 'DELETE',
    url: '/cases/notes/:noteId',
    permission: 'cases.work',
    summary: 'Delete a note of a case',
    params: note,
    handler: ({ app, actor, params }) => deleteCaseNote(app, actor, params.noteId, true),
  }),
  route({
    method: 'POST',
    url: '/cases/notes/:noteId/restore',
    permission: 'cases.work',
    summary: 'Bring a deleted note back',
    params: note,
    handler: ({ app, actor, params }) => deleteCaseNote(app, actor, params.noteId, false),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/checks',
    permission: 'cases.work',
    summary: 'Add lines to the checklist',
    params: one,
    body: checksInput,
    handler: ({ app, actor, params, body }) => addChecks(app, actor, params.id, body.texts),
  }),
  route({
    method: 'PUT',
    url: '/cases/:id/checks/:checkId',
    permission: 'cases.work',
    summary: 'Tick a line of the checklist, or untick it',
    params: check,
    body: checkChange,
    handler: ({ app, actor, params, body }) => tickCheck(app, actor, params.id, params.checkId, body.isDone),
  }),
  route({
    method: 'DELETE',
    url: '/cases/:id/checks/:checkId',
    permission: 'cases.work',
    summary: 'Remove a line of the checklist',
    params: check,
    handler: ({ app, actor, params }) => removeCheck(app, actor, params.id, params.checkId),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/times',
    permission: 'cases.work',
    summary: 'Enter time spent',
    params: one,
    body: timeInput,
    handler: ({ app, actor, params, body }) => addTime(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/cases/:id/times/:timeId',
    permission: 'cases.work',
    summary: 'Remove an entry of time',
    params: z.object({ id: caseId, timeId: idOf('time') }),
    handler: ({ app, actor, params }) => removeTime(app, actor, params.id, params.timeId),
  }),
  route({
    method: 'POST',
    url: '/cases/measured',
    permission: 'cases.work',
    summary: 'Add the time for which cases were open before you while you were at work',
    description:
      'Seconds since your last batch; never counted for longer than the clock went on, at most two minutes. Kept for the case, not for you; nothing while it is switched off.',
    body: measuredInput,
    handler: ({ app, actor, body }) => addMeasured(app, actor, body.items),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/files',
    permission: 'cases.work',
    summary: 'Attach uploaded files to a case',
    params: one,
    body: filesInput,
    handler: ({ app, actor, params, body }) => addFiles(app, actor, params.id, body.fileIds),
  }),
  route({
    method: 'PUT',
    url: '/cases/:id/follow',
    permission: 'cases.read',
    summary: 'Follow a case, or stop following it: followers are told what happens',
    params: one,
    body: followInput,
    handler: ({ app, actor, params, body }) => followCase(app, actor, params.id, body.doesFollow),
  }),
  route({
    method: 'POST',
    url: '/cases/:id/seen',
    permission: 'cases.read',
    summary: 'Say that you looked: notices about the case are over for you',
    params: one,
    handler: ({ app, actor, params }) => resolveNoticesAbout(app, [`/cases/${params.id}`], actor.id),
  }),
  route({
    method: 'GET',
    url: '/cases/:id/export',
    permission: 'cases.read',
    summary: 'The whole case as a file: JSON, or a page to print or keep',
    params: one,
    query: z.object({ format: z.enum(['json', 'html']).default('json') }),
    stream: true,
    async handler({ app, actor, params, query, reply }) {
      const file = await exportCase(app, actor, params.id, query.format);
      await reply
        .type(file.mediaType)
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .send(file.body);
    },
  }),
];
