import { type Actor, type App, definePort } from '#platform/app/index.ts';

/** Makes a case of a conversation, in the ambient transaction; told by the feature that has cases. */
export interface CaseMaker {
  makeCase(app: App, actor: Actor, conversationId: string, title: string): Promise<void>;
}

/** Without an answer rules make no cases. */
export const caseMakerPort = definePort<CaseMaker>('routing.cases');
