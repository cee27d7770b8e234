import { z } from 'zod';
import { languageTag, shortText } from '#platform/http/index.ts';

const address = z.url({ protocol: /^https?$/ }).max(500);

/** How the help centre is called and what it offers. */
export const centreShape = z.object({
  /** Whether readers find it at all. */
  isOpen: z.boolean(),
  name: shortText,
  /** A sentence under the name. */
  welcome: z.string().trim().max(300),
  /** Order of the language list; the first one is what a reader gets where nothing else fits. */
  languages: z.array(languageTag).min(1).max(30),
  /** Where somebody goes who found no answer. */
  contactUrl: address.nullable(),
  contactWords: z.string().trim().max(80),
  /** The company's own site. */
  homeUrl: address.nullable(),
  /** Days until a published article is looked at again; null for never. */
  reviewAfterDays: z.number().int().min(7).max(2000).nullable(),
});
export type CentreSettings = z.infer<typeof centreShape>;

export const centreView = centreShape.extend({ url: z.string() });

export const CLOSED: CentreSettings = {
  isOpen: false,
  name: 'Help',
  welcome: 'How can we help?',
  languages: ['en'],
  contactUrl: null,
  contactWords: 'Write to us',
  homeUrl: null,
  reviewAfterDays: 365,
};
