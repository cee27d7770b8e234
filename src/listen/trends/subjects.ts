import type { App } from '#platform/app/index.ts';
import { readTopicNames, type TopicName } from '#listen/topics/index.ts';
import { trendErrors } from './errors.ts';

/** All topics of the brand together; every other subject is a topic. */
export const BRAND = 'brand';

/** Ids of the topics whose posts a subject is made of. */
export async function topicsOf(app: App, subject: string): Promise<string[]> {
  if (subject !== BRAND) return [subject];
  return (await readTopicNames(app)).filter(({ kind }) => kind === BRAND).map(({ id }) => id);
}

/** The topic behind a subject, nothing for the brand. Throws `trend.no_subject`. */
export async function mustBeSubject(app: App, subject: string): Promise<TopicName | undefined> {
  if (subject === BRAND) return undefined;
  const topic = (await readTopicNames(app)).find(({ id }) => id === subject);
  if (!topic) throw trendErrors('trend.no_subject', { subject });
  return topic;
}
