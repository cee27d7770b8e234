import { type App, definePort } from '#platform/app/index.ts';

/** Questions that an article answered before they were asked, as a channel counts them: part of what readers called helpful. */
export interface Helped {
  /** By article, since a moment. */
  read(app: App, since: Date): Promise<ReadonlyMap<string, number>>;
}

/** Without an answer nothing is counted there. */
export const helpedPort = definePort<Helped>('reports.helped');
