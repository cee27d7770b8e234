import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { queryText } from '#platform/http/index.ts';
import {
  type PublicAsk,
  type PublicFinding,
  type PublicSearch,
  publicSearchPort,
} from '#people/members/index.ts';
import { type FoundKind, merge, type Result } from './merge.ts';

const MOST_OF_A_KIND = 10;

/** What somebody asked, as one line that the database can be asked for. */
export const askedOf = (given: unknown): string => queryText(given);

/** Everything public that answers a question, best first. A kind that fails is left out, and logged. */
export async function findEverywhere(
  app: App,
  asked: string,
  wish: PublicAsk & { kinds?: readonly string[]; answersOnly?: boolean },
): Promise<Result[]> {
  const { language, visitor, limit, kinds, answersOnly = false } = wish;
  if (asked === '') return [];
  const wanted = (app.find(publicSearchPort) ?? []).filter(
    (one) => (!kinds || kinds.includes(one.kind)) && (!answersOnly || one.isAnswer),
  );
  const found = await Promise.all(
    wanted.map(async (one): Promise<FoundKind> => {
      const findings = await searchOne(app, one, asked, { language, visitor, limit: MOST_OF_A_KIND });
      return { kind: one.kind, isAnswer: one.isAnswer, label: one.label(language), findings };
    }),
  );
  return merge(found, { language, limit });
}

async function searchOne(
  app: App,
  { kind, search }: PublicSearch,
  asked: string,
  wish: PublicAsk,
): Promise<readonly PublicFinding[]> {
  try {
    return await search(app, asked, wish);
  } catch (error) {
    app.log.error({ kind, reason: messageOf(error) }, 'a part of the site could not be searched');
    return [];
  }
}
