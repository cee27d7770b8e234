import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Delivery, requestPlan } from '../asking/plan.ts';
import { type Incentive, mailKey } from '../domain.ts';
import type { ImportView } from '../schema.ts';
import { selectNamed } from '../product/store.ts';
import { upsertOrder, verifyBuyers } from './store.ts';
import '../events.ts';

/** Something that was sold, as the shop tells it. */
export interface GivenOrder {
  number: string;
  /** Address, number in the shop or id of the product. */
  product: string;
  /** The buyer's address, or its SHA-256 in hex where the shop does not tell it. */
  mail?: string | undefined;
  mailHash?: string | undefined;
  orderedAt: Date;
  deliveredAt?: Date | undefined;
  value?: number | undefined;
  incentive: Incentive;
  language: string;
}

const MOST_TOLD = 100;

/**
 * Takes orders in: they prove who bought what, and where a delivery and an address are told, the buyer is asked once it is time. Of the address
 * only its hash stays. The same again changes nothing. `line` is told with what could not be read.
 */
export async function takeOrders(
  app: App,
  actor: Actor,
  orders: readonly (GivenOrder & { line: number })[],
  { isDryRun, problems }: { isDryRun: boolean; problems: ImportView['problems'] },
): Promise<ImportView> {
  const names = [...new Set(orders.map(({ product }) => product))];
  const view: ImportView = { fresh: 0, changed: 0, same: 0, problems: [...problems], isDryRun };
  await app.db
    .transaction(async () => {
      const products = await selectNamed(app, names);
      const plan = await requestPlan(app);
      const taken: string[] = [];
      const known: { order: GivenOrder; productId: string }[] = [];
      for (const order of orders) {
        const { product: name, line } = order;
        const product =
          products.find(({ externalId }) => externalId === name) ??
          products.find(({ slug, id }) => slug === name || id === name);
        if (product) known.push({ order, productId: product.id });
        else view.problems.push({ line, reason: `There is no product “${name.slice(0, 60)}”.` });
      }
      // One order after the other, by number and product, so that two imports do not wait for each other.
      const key = ({ order, productId }: (typeof known)[number]) => `${order.number}\n${productId}`;
      for (const { order, productId } of known.toSorted((a, b) => compare(key(a), key(b)))) {
        const { id, what } = await takeOne(app, { actor, plan }, productId, order);
        view[what]++;
        taken.push(id);
      }
      for (const productId of await verifyBuyers(app, taken))
        await app.bus.publish('review.changed', { productId });
      const { fresh, changed } = view;
      await audit(app, actor, {
        action: 'review_orders.imported',
        subject: 'reviews',
        detail: { fresh, changed },
      });
      if (isDryRun) throw new Tried();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Tried)) throw error;
    });
  view.problems = view.problems.toSorted((a, b) => a.line - b.line).slice(0, MOST_TOLD);
  return view;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Ends a transaction in which something was only tried. */
class Tried extends Error {}

async function takeOne(
  app: App,
  { actor, plan }: { actor: Actor; plan(delivery: Delivery): Promise<void> },
  productId: string,
  order: GivenOrder,
) {
  const { mail, mailHash, deliveredAt, incentive, language } = order;
  const buyerHash = mail === undefined ? mailHash!.toLowerCase() : app.secrets.hash(mailKey(mail));
  const stored = await upsertOrder(app, {
    id: newId('rvo'),
    productId,
    number: order.number,
    buyerHash,
    orderedAt: order.orderedAt,
    deliveredAt: deliveredAt ?? null,
    value: order.value ?? null,
    incentive,
  });
  if (mail !== undefined && deliveredAt !== undefined)
    await plan({
      orderId: stored.id,
      productId,
      buyerHash,
      mail: mailKey(mail),
      deliveredAt,
      incentive,
      language,
      byName: actor.name,
    });
  return stored;
}
