import { z } from 'zod';
import { idOf, pageOf, pageQuery, route } from '#platform/http/index.ts';
import { postShape } from '#listen/posts/index.ts';
import { readBehind } from './behind.ts';
import { areasCsv } from './export.ts';
import { changeNeed, createNeed, listNeeds, removeNeed } from './needs.ts';
import { importOutlets, listOutlets, removeOutlet, takeOutlets } from './outlets.ts';
import { readPicture } from './picture.ts';
import {
  needChange,
  needInput,
  needShape,
  outletsCsv,
  outletShape,
  outletsInput,
  pictureQuery,
  pictureShape,
  placeQuery,
  takenShape,
} from './schema.ts';

const needParams = z.object({ id: idOf('need') });
const MIB = 1024 * 1024;
const read = 'demand.read';
const write = 'demand.write';

export const demandRoutes = [
  route({
    method: 'GET',
    url: '/demand/needs',
    permission: read,
    summary: 'Needs that people speak of',
    response: z.array(needShape),
    handler: ({ app }) => listNeeds(app),
  }),
  route({
    method: 'POST',
    url: '/demand/needs',
    permission: write,
    summary: 'Make a need of some topics; its past is counted in the background',
    body: needInput,
    response: needShape,
    handler: ({ app, actor, body }) => createNeed(app, actor, body),
  }),
  route({
    method: 'PATCH',
    url: '/demand/needs/:id',
    permission: write,
    summary: 'Change a need',
    params: needParams,
    body: needChange,
    response: needShape,
    handler: ({ app, actor, params, body }) => changeNeed(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/demand/needs/:id',
    permission: write,
    summary: 'Remove a need with its counts; the posts stay',
    params: needParams,
    handler: ({ app, actor, params }) => removeNeed(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/demand/needs/:id/picture',
    permission: read,
    summary: 'Where people speak of a need more than usual, and which outlets will run short',
    params: needParams,
    query: pictureQuery,
    response: pictureShape,
    handler: ({ app, params, query }) => readPicture(app, params.id, query.days),
  }),
  route({
    method: 'GET',
    url: '/demand/needs/:id/areas.csv',
    permission: read,
    summary: 'The areas as a table',
    stream: true,
    params: needParams,
    query: pictureQuery,
    handler: async ({ app, params, query, reply }) => {
      const csv = areasCsv(await readPicture(app, params.id, query.days));
      await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="demand.csv"')
        .send(csv);
    },
  }),
  route({
    method: 'GET',
    url: '/demand/needs/:id/posts',
    permission: read,
    summary: 'The posts behind a number, newest first; none where the number is hidden',
    params: needParams,
    query: pageQuery.extend(placeQuery.shape).extend(pictureQuery.shape),
    response: pageOf(postShape),
    handler: ({ app, params, query }) => readBehind(app, params.id, query),
  }),
  route({
    method: 'GET',
    url: '/demand/outlets',
    permission: read,
    summary: 'Outlets and their stock',
    response: z.array(outletShape),
    handler: ({ app }) => listOutlets(app),
  }),
  route({
    method: 'PUT',
    url: '/demand/outlets',
    permission: write,
    summary: 'Add outlets with their stock, or change those with the same code',
    body: outletsInput,
    bodyLimit: 8 * MIB,
    response: takenShape,
    handler: ({ app, actor, body }) => takeOutlets(app, actor, body.outlets),
  }),
  route({
    method: 'POST',
    url: '/demand/outlets/import',
    permission: write,
    summary: 'The same from a table in CSV',
    body: outletsCsv,
    bodyLimit: 8 * MIB,
    response: takenShape,
    handler: ({ app, actor, body }) => importOutlets(app, actor, body.csv),
  }),
  route({
    method: 'DELETE',
    url: '/demand/outlets/:code',
    permission: write,
    summary: 'Remove an outlet with its stock',
    params: z.object({ code: z.string().max(120) }),
    handler: ({ app, actor, params }) => removeOutlet(app, actor, params.code),
  }),
];
