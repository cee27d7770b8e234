import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { findMembersByHandle } from '#people/members/index.ts';
import { memberDoer } from '#embrace/forum/index.ts';
import {
  addProduct,
  answerReview,
  findProduct,
  memberWriter,
  takeOrders,
  voteForReview,
  writeReview,
} from '#embrace/reviews/index.ts';

const told = z
  .array(
    z.object({
      product: z.string(),
      by: z.string(),
      stars: z.number(),
      title: z.string(),
      text: z.string(),
      incentive: z.enum(['none', 'free', 'discounted']),
      /** An order proves it. */
      isBuyer: z.boolean(),
      answer: z.string().nullable(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL('./reviews.json', import.meta.url), 'utf8')));

const PRODUCTS = [
  {
    name: 'Lumora Router 3',
    externalId: 'LR-3',
    text: 'The router for the whole home, with Wi-Fi 7 and four sockets.',
  },
  { name: 'Family tariff', externalId: 'LT-FAM', text: 'Up to five lines on one bill.' },
  { name: 'Mesh point Mini', externalId: 'LM-1', text: 'Closes gaps in your Wi-Fi.' },
] as const;

const DAY = 86_400_000;

/** Three products of the sample company, and what its customers say of them. */
export async function praise(app: App, staff: readonly Actor[]): Promise<void> {
  const [first] = staff;
  const handles = [...new Set(told.map(({ by }) => by))];
  const members = new Map((await findMembersByHandle(app, handles)).map((member) => [member.handle, member]));
  if (!first || members.size === 0 || (await findProduct(app, PRODUCTS[0].externalId))) return;
  const ids = new Map<string, string>();
  const rest = { slug: '', url: null, pictureFileId: null, pictureUrl: null, isArchived: false };
  for (const product of PRODUCTS)
    ids.set(product.name, (await addProduct(app, first, { ...product, ...rest }, { isSample: true })).id);
  const now = app.clock.now().getTime();
  await takeOrders(app, first, ordersOf(now), { isDryRun: false, problems: [] });
  for (const [index, one] of told.entries()) {
    const member = members.get(one.by);
    if (!member) continue;
    const { stars, title, text: markdown, incentive } = one;
    const at = new Date(now - (40 - index * 2.5) * DAY);
    const input = { stars, title, markdown, incentive, language: 'en', at };
    const { review } = await writeReview(app, memberWriter(app, member), ids.get(one.product)!, input);
    if (one.answer !== null) await answerReview(app, staff[1] ?? first, review.id, one.answer);
    for (const [place, voter] of [...members.values()].entries())
      if (voter.id !== member.id && (index + place) % 3 !== 0)
        await voteForReview(app, memberDoer(voter), review.id, (index + place) % 5 !== 0);
  }
}

/** Their addresses are proven, as the sample's people came by a mailed link. */
const ordersOf = (now: number) =>
  told.flatMap(({ by, product, isBuyer }, index) => {
    const known = PRODUCTS.find(({ name }) => name === product);
    if (!isBuyer || !known) return [];
    const orderedAt = new Date(now - (60 - index) * DAY);
    const mail = `${by}@customer.example`;
    return {
      line: index,
      number: `S-${1000 + index}`,
      product: known.externalId,
      mail,
      orderedAt,
      incentive: 'none' as const,
      language: 'en',
    };
  });
