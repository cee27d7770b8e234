import { z } from 'zod';
import { idOf } from '#platform/http/index.ts';
import { PLACES } from './domain/form.ts';

const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'must be a language such as en or pt-BR');
const words = (most: number) => z.string().trim().max(most);

const questionShape = z.object({
  /** Key of a field of the case type. */
  field: words(40).min(1),
  isRequired: z.boolean().default(false),
  /** By language; what is empty is said as the case type says it. */
  words: z
    .record(
      languageTag,
      z.object({
        label: words(80).default(''),
        help: words(300).default(''),
        /** What customers read for a choice. */
        choices: z.record(z.string().max(80), words(80)).default({}),
      }),
    )
    .default({}),
});

export const formShape = z.object({
  /** What is filled in becomes a case of this type. */
  typeId: idOf('ctype'),
  /** What it is called for customers, by language; without, the name of the type. */
  labels: z.record(languageTag, words(80)).default({}),
  /** Where it is offered: the contact form, messages left out of hours, before a chat. */
  places: z.array(z.enum(PLACES)).max(3).default([]),
  questions: z.array(questionShape).max(40).default([]),
});
export type FormView = z.infer<typeof formShape>;

export const formsShape = z.array(formShape).max(50);
export const formsInput = z.object({
  /** Number of the version that was changed. */
  basedOn: z.number().int().min(0),
  forms: formsShape,
});
export const formsView = z.object({
  version: z.number(),
  savedBy: z.string().nullable(),
  savedAt: z.iso.datetime().nullable(),
  forms: formsShape,
  /** In which customers may be asked. */
  languages: z.array(z.string()),
});
export type FormsView = z.infer<typeof formsView>;

/** A form as its customer sees it. */
export const offeredShape = z.object({
  topic: z.string(),
  label: z.string(),
  questions: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      help: z.string(),
      kind: z.enum(['text', 'number', 'date', 'choice', 'yes-no']),
      choices: z.array(z.object({ value: z.string(), label: z.string() })),
      isRequired: z.boolean(),
    }),
  ),
});

/** What a customer filled in; everything is text. */
export const givenShape = z.object({
  topic: z.string().max(64),
  fields: z.record(z.string().max(40), z.string().max(4000)).default({}),
});
export type GivenAnswers = z.infer<typeof givenShape>;
