import { systemActor } from '#platform/app/index.ts';
import type { App } from '#platform/app/index.ts';
import type { Config } from '#platform/config/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { moderatedPort } from '#embrace/moderation/index.ts';
import { forumPosts } from '../../forum/order/kind.ts';
import { openStage, type Signed, type Stage } from '../../forum/testing/stage.ts';
import { reviewsFeature } from '../feature.ts';
import { addReviewPages } from '../pages/pages.ts';
import { addProduct, type ProductRow } from '../product/products.ts';
import { moderatedReviews } from '../review/moderated.ts';
import type { ReviewRow } from '../review/store.ts';
import { type ReviewInput, writeReview } from '../review/write.ts';
import { memberWriter } from '../review/writer.ts';
import { productInput } from '../schema.ts';

/** An open community with products, and members who review them. */
export interface Shop extends Stage {
  product(name: string, more?: object): Promise<ProductRow>;
  /** A member whose address is proven. */
  buyer(handle: string): Promise<Signed & { mail: string }>;
  review(by: Signed, product: ProductRow, input?: Partial<ReviewInput>): Promise<ReviewRow>;
}

export async function openShop(more: readonly Feature[] = [], config: Partial<Config> = {}): Promise<Shop> {
  const stage = await openStage([reviewsFeature, ...more], config, addReviewPages);
  const { app } = stage;
  app.provide(moderatedPort, [forumPosts, moderatedReviews]);
  return {
    ...stage,
    product: (name, more = {}) => addProduct(app, systemActor, productInput.parse({ name, ...more })),
    async buyer(handle) {
      const signed = await stage.member(handle, `Name of ${handle}`);
      const mail = `${handle}@buyers.example`;
      await app.db.query(
        'update members set mail = $2, mail_key = $2, mail_verified_at = now() where id = $1',
        [signed.member.id, mail],
      );
      return Object.assign(signed, { mail, member: { ...signed.member, mail, mailVerifiedAt: new Date() } });
    },
    async review(by, product, input = {}) {
      const usual = { stars: 4, title: 'Fast and quiet', markdown: 'Set up in **five** minutes.' };
      return (await writeReview(app, memberWriter(app, by.member), product.id, { ...usual, ...input }))
        .review;
    },
  };
}

/** Where what was counted along the way is not what the rows say, counted one by one. */
export async function miscounted(app: App): Promise<unknown[]> {
  return app.db.query(
    `select p.id, 'stars' as what from review_products p, generate_series(1, 5) s
      where (array[p.stars_1, p.stars_2, p.stars_3, p.stars_4, p.stars_5])[s]
        <> (select count(*) from reviews r where r.product_id = p.id and r.state = 'shown' and r.stars = s)
     union all select r.id, 'votes' from reviews r
      where r.helpful <> (select count(*) from review_votes v where v.review_id = r.id and v.is_helpful)
         or r.unhelpful <> (select count(*) from review_votes v where v.review_id = r.id and not v.is_helpful)
     union all select r.id, 'photos' from reviews r where r.photos <> (select count(*) from review_photos f where f.review_id = r.id)`,
  );
}
