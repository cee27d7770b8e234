import { route } from '#platform/http/index.ts';
import { exportTopics, importTopics } from './import.ts';
import { changeMany } from './many.ts';
import { importInput, importResult, manyInput, manyResult } from './schema.ts';

const read = 'topics.read';
const write = 'topics.write';

export const manyRoutes = [
  route({
    method: 'POST',
    url: '/topics/many',
    permission: write,
    summary: 'Pause, resume, move, remove or restore many topics at once',
    body: manyInput,
    response: manyResult,
    handler: ({ app, actor, body }) => changeMany(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/topics/export',
    permission: read,
    summary: 'Every topic as one line of JSON',
    description: 'What `rapport match --topics` and the import read.',
    stream: true,
    handler: async ({ app, reply }) => {
      await reply
        .header('content-type', 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', 'attachment; filename="topics.ndjson"')
        .send(await exportTopics(app));
    },
  }),
  route({
    method: 'POST',
    url: '/topics/import',
    permission: write,
    summary: 'Take topics in from lines of JSON',
    description:
      'A line means the topic of its id, else the one of its name, else a new one; what it leaves out stays as it is. Bad lines are told with number and reason, and the others are taken.',
    bodyLimit: 24 * 1024 * 1024,
    perMinute: 30,
    body: importInput,
    response: importResult,
    handler: ({ app, actor, body }) => importTopics(app, actor, body),
  }),
];
