import { z } from 'zod';
import {
  decodeCursor,
  encodeCursor,
  page,
  pageOf,
  pageQuery,
  route,
  type Route,
} from '#platform/http/index.ts';
import type { App } from '#platform/app/index.ts';
import { type InvitationRow, invite, listInvitations } from '../buyers/invitations.ts';
import { importOrders } from '../buyers/orders-table.ts';
import { takeOrders } from '../buyers/orders.ts';
import { readProducts } from '../product/products.ts';
import {
  importShape,
  invitationInput,
  invitationShape,
  type InvitationView,
  ordersInput,
  tableInput,
} from '../schema.ts';

/** Orders that prove who bought what, and links by which buyers write. */
export const buyerRoutes: readonly Route[] = [
  route({
    method: 'POST',
    url: '/reviews/orders',
    permission: 'reviews.manage',
    summary: 'Tell what was sold and delivered',
    description:
      'Of the address only its hash stays, once the buyer was asked; `mailHash` (SHA-256 in hex of the address in small letters) proves as well, but cannot be asked. The same again changes nothing.',
    body: ordersInput,
    response: importShape,
    handler: ({ app, actor, body }) => {
      const given = body.items.map(({ orderedAt, deliveredAt, ...order }, index) => ({
        ...order,
        orderedAt: new Date(orderedAt),
        deliveredAt: deliveredAt === undefined ? undefined : new Date(deliveredAt),
        line: index + 1,
      }));
      const isKnown = (one: (typeof given)[number]) => one.mail !== undefined || one.mailHash !== undefined;
      const problems = given
        .filter((one) => !isKnown(one))
        .map(({ line }) => ({ line, reason: 'It has neither `mail` nor `mailHash`.' }));
      return takeOrders(app, actor, given.filter(isKnown), { isDryRun: false, problems });
    },
  }),
  route({
    method: 'POST',
    url: '/reviews/orders/import',
    permission: 'reviews.manage',
    summary: 'Bring orders in from a table (CSV)',
    description:
      'Columns: order, product (its number, address or id), mail or its SHA-256, date; optional delivered, value, incentive, language. With `isDryRun` nothing is changed.',
    body: tableInput,
    bodyLimit: 24 * 1024 * 1024,
    perMinute: 20,
    response: importShape,
    handler: ({ app, actor, body }) => importOrders(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/reviews/invitations',
    permission: 'reviews.read',
    summary: 'Who was or will be asked, and what became of it',
    query: pageQuery,
    response: pageOf(invitationShape),
    handler: async ({ app, query }) => {
      const [before = ''] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 1);
      const rows = await listInvitations(app, { before: String(before), limit: query.limit + 1 });
      return page(await present(app, rows), query.limit, ({ id }) => encodeCursor([id]));
    },
  }),
  route({
    method: 'POST',
    url: '/reviews/invitations',
    permission: 'reviews.manage',
    summary: 'Make a link by which a buyer writes',
    description: 'What the link offers is disclosed with the review. Nobody can take that away afterwards.',
    body: invitationInput,
    response: z.object({ invitation: invitationShape, link: z.string() }),
    status: 201,
    handler: async ({ app, actor, body }) => {
      const { invitation, link } = await invite(app, actor, body);
      return { invitation: (await present(app, [invitation]))[0]!, link };
    },
  }),
];

async function present(app: App, rows: readonly InvitationRow[]): Promise<InvitationView[]> {
  const products = await readProducts(
    app,
    rows.map(({ productId }) => productId),
  );
  return rows.map(({ id, productId, orderId, state, why, incentive, reviewId, byName, ...row }) => ({
    id,
    productId,
    productName: products.get(productId)?.name ?? '',
    state,
    why,
    incentive,
    isFromOrder: orderId !== null,
    dueAt: row.dueAt?.toISOString() ?? null,
    askedAt: row.askedAt?.toISOString() ?? null,
    reviewId,
    byName,
    createdAt: row.createdAt.toISOString(),
  }));
}
