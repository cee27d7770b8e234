import { type App, definePort } from '#platform/app/index.ts';

/** A kind of message that an endpoint can ask for. */
export interface HookType {
  /** `conversation.opened` */
  type: string;
  /** When it is sent, in a sentence. */
  text: string;
  /** A message's `data` as it could be, for the documentation and trial messages. */
  example: Readonly<Record<string, unknown>>;
}

const typesPort = definePort<Map<string, HookType>>('webhooks.types');

/** Says what a feature tells. To be called in every process, before anything is published. */
export function registerHookTypes(app: App, types: readonly HookType[]): void {
  const known = app.find(typesPort) ?? new Map<string, HookType>();
  for (const type of types) known.set(type.type, type);
  app.provide(typesPort, known);
}

/** All types, by name. */
export function hookTypes(app: App): readonly HookType[] {
  return [...(app.find(typesPort)?.values() ?? [])].sort((a, b) => (a.type < b.type ? -1 : 1));
}

export const ALL_TYPES = '*';
export const TEST_TYPE = 'webhook.test';
