import { type App, definePort } from '#platform/app/index.ts';

/** Something public as a card on another site shows it; plain words, as a stranger sees them. */
export interface EmbedCard {
  /** Canonical path of its page. */
  path: string;
  title: string;
  text: string;
  author?: string;
  /** What a few words say of it: `3 answers · Solved`. */
  facts: readonly string[];
  language: string;
  at: Date;
}

/** The card of what stands at a path, as its parts; undefined for what is not theirs, or that strangers do not see. */
export type Embeds = (app: App, parts: readonly string[]) => Promise<EmbedCard | undefined>;

/** Features whose pages can be embedded; `main/wiring-community.ts` provides it. */
export const embedsPort = definePort<readonly Embeds[]>('site.embeds');
