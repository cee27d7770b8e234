import { z } from 'zod';
import { fileId } from '#platform/files/index.ts';
import { languageTag } from '#platform/http/index.ts';
import { CORNERS, DENSITIES, FONTS, SCHEMES, USUAL_LOOK } from '#ui/site/index.ts';
import { whyNot } from './domain/look.ts';
import { isSafeValue, VALUE_MOST, VARIABLE_NAME } from './domain/values.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #2c56d4');
const value = z
  .string()
  .trim()
  .max(VALUE_MOST)
  .refine(isSafeValue, 'may hold colours, lengths and numbers only');

const variable = z
  .object({
    name: z.string().regex(VARIABLE_NAME, 'must be a name such as --card-gap'),
    light: value,
    /** Null: as on light pages. */
    dark: value.nullable(),
  })
  .superRefine((one, context) => {
    const why = whyNot(one);
    if (why) context.addIssue({ code: 'custom', message: why, path: ['light'] });
  });

/** How the public site looks. */
export const lookShape = z.object({
  colour,
  /** Of dark pages, where another one suits them. */
  darkColour: colour.nullable(),
  scheme: z.enum(SCHEMES),
  font: z.enum(FONTS),
  /** Of headings; null: as everything else. */
  headings: z.enum(FONTS).nullable(),
  corners: z.enum(CORNERS),
  density: z.enum(DENSITIES),
  /** Pictures of `/files`: before the name, on dark pages, and in tabs. */
  logoFileId: fileId.nullable(),
  darkLogoFileId: fileId.nullable(),
  iconFileId: fileId.nullable(),
  variables: z
    .array(variable)
    .max(40)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'a name stands there twice'),
});
export type Look = z.infer<typeof lookShape>;

export const USUAL: Look = {
  ...USUAL_LOOK,
  variables: [],
  logoFileId: null,
  darkLogoFileId: null,
  iconFileId: null,
};

const savedShape = {
  version: z.int().min(0),
  savedBy: z.string().nullable(),
  savedAt: z.iso.datetime().nullable(),
};
export const lookView = z.object({ ...savedShape, look: lookShape, usual: lookShape });
export type LookView = z.infer<typeof lookView>;
/** `basedOn` is the version that was changed: who saves over somebody else's change is told. */
export const lookInput = z.object({ basedOn: z.int().min(0), look: lookShape });
export const savedView = z.object({ version: z.int() });
export const versionsView = z.object({
  items: z.array(z.object({ version: z.int(), savedBy: z.string().nullable(), savedAt: z.iso.datetime() })),
});

/** By language; the best one is taken, else the entry's own name. */
const names = z.record(languageTag, z.string().trim().max(60));
export const entryShape = z
  .object({
    /** `section:forum`, `page:page_…` or `link:…` */
    key: z.string().regex(/^(?:section:[a-z-]{1,40}|page:page_[0-9a-z]{20,40}|link:[a-z0-9]{1,24})$/),
    isShown: z.boolean(),
    names,
    /** Of links only. */
    url: z
      .url({ protocol: /^https$/ })
      .max(500)
      .nullable(),
  })
  .refine(
    ({ key, url }) => key.startsWith('link:') === (url !== null),
    'links have an address, others have none',
  )
  .refine(
    (one) => one.url === null || Object.values(one.names).some((name) => name !== ''),
    'a link needs a name in one language at least',
  );
export type Entry = z.infer<typeof entryShape>;

export const navigationShape = z
  .object({ header: z.array(entryShape).max(30), footer: z.array(entryShape).max(30) })
  .refine(({ header, footer }) => {
    const keys = [...header, ...footer].map(({ key }) => key);
    return new Set(keys).size === keys.length;
  }, 'an entry stands there twice');
export type Navigation = z.infer<typeof navigationShape>;
const partShape = z.object({ key: z.string(), label: z.string(), path: z.string() });
export const navigationView = z.object({
  ...savedShape,
  navigation: navigationShape,
  /** What may stand in it: open parts of the site, and published pages of one's own. */
  parts: z.array(partShape),
  languages: z.array(z.string()),
});
export type NavigationView = z.infer<typeof navigationView>;
export const navigationInput = z.object({ basedOn: z.int().min(0), navigation: navigationShape });
