import { z } from 'zod';
import { idOf, shortText, text } from '#platform/http/index.ts';
import { givenShape, offeredShape } from '#respond/forms/index.ts';

export const widgetId = idOf('wgt');
const languageTag = z
  .string()
  .trim()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'must be a language such as en or pt-BR');
const mailAddress = z.email().trim().toLowerCase().max(320);
const need = z.enum(['never', 'optional', 'required']);

/** An origin that may show the chat: `https://shop.example`, or all below one: `https://*.shop.example`. */
const originPattern = z
  .string()
  .trim()
  .toLowerCase()
  .max(300)
  .regex(
    /^https?:\/\/(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/,
    'must be an origin such as https://shop.example',
  );

const textsShape = z.object({
  title: text(80),
  greeting: text(500),
  /** Shown while nobody is there. */
  offline: text(500),
  mailSubject: text(120),
  /** Above the messages in a mail to a visitor who has left. */
  mailIntro: text(1000),
});
export type Texts = z.infer<typeof textsShape>;

/** How a chat looks, whom it lets in, and what it asks. */
export const widgetInput = z.object({
  name: shortText,
  isOn: z.boolean().default(true),
  colour: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #2c56d4'),
  side: z.enum(['start', 'end']).default('end'),
  /** The first one is for whom none fits. */
  languages: z.array(languageTag).min(1).max(30),
  texts: z.record(languageTag, textsShape),
  origins: z.array(originPattern).max(50).default([]),
  /** When people answer; null for always. */
  calendarId: z.string().max(64).nullable().default(null),
  /** What is there outside of the hours: a form, or the chat all the same. */
  whenClosed: z.enum(['form', 'chat']).default('form'),
  /** Articles are looked for before a chat begins. */
  askFirst: z.boolean().default(true),
  asksName: need.default('optional'),
  asksMail: need.default('optional'),
  /** Types of case whose forms it offers; null: every form that is meant for chats, also later ones. */
  formTypeIds: z.array(idOf('ctype')).max(50).nullable().default(null),
  /** Only customers whom the company's own page vouches for. */
  needsIdentity: z.boolean().default(false),
  /** How colleagues are named to visitors. */
  showsAgents: z.enum(['name', 'first-name', 'brand']).default('first-name'),
  /** The mailbox that messages go by to visitors who have left; null: they do not. */
  mailAccountId: z.string().max(64).nullable().default(null),
  /** Seconds without a visitor after which he has left. */
  goneSeconds: z.number().int().min(30).max(3600).default(60),
  /** Megabytes that a visitor's file may have; 0 for no files. */
  fileMegabytes: z.number().int().min(0).max(25).default(10),
});
export type WidgetSettings = z.infer<typeof widgetInput>;

export const widgetShape = widgetInput.extend({
  id: widgetId,
  /** The brand account that answers in it. */
  accountId: z.string(),
  createdAt: z.iso.datetime(),
  /** Until when the secret before the present one is good; null when there is none. */
  formerSecretUntil: z.iso.datetime().nullable(),
  /** What to paste into the company's page. */
  snippet: z.string(),
  /** Of the last thirty days. */
  figures: z.object({
    visits: z.number(),
    offline: z.number(),
    answersHelped: z.number(),
    rating: z.number().nullable(),
  }),
});
export type WidgetView = z.infer<typeof widgetShape>;
/** The secret is told here only. */
export const widgetWithSecret = widgetShape.extend({ secret: z.string().nullable() });
export type WidgetWithSecret = z.infer<typeof widgetWithSecret>;

/** What a visitor's browser must know. */
export const publicWidget = z.object({
  name: z.string(),
  /** The one chosen of `languages` for the visitor. */
  language: z.string(),
  texts: z.object({ title: z.string(), greeting: z.string(), offline: z.string() }),
  colour: z.string(),
  side: z.enum(['start', 'end']),
  languages: z.array(z.string()),
  isOpen: z.boolean(),
  opensAt: z.iso.datetime().nullable(),
  /** Minutes until the first answer, by what was usual in the last days. */
  waitMinutes: z.number().nullable(),
  askFirst: z.boolean(),
  asksName: need,
  asksMail: need,
  needsIdentity: z.boolean(),
  whenClosed: z.enum(['form', 'chat']),
  files: z.object({ maxBytes: z.number() }),
  /** What is asked with a message that is left, and before a chat; by topic. */
  forms: z.object({ letter: z.array(offeredShape), chat: z.array(offeredShape) }),
});
export type PublicWidget = z.infer<typeof publicWidget>;

const page = z.object({ url: z.string().max(2000).default(''), title: z.string().max(300).default('') });
const language = z.string().max(35).default('en');
const name = z.string().trim().max(100);

export const visitInput = z.object({
  token: z.string().max(100).nullish(),
  identity: z.string().max(8000).nullish(),
  page: page.default({ url: '', title: '' }),
  language,
  name: name.nullish(),
  mail: mailAddress.nullish(),
  /** Begins anew although the token's chat goes on. */
  isNew: z.boolean().default(false),
});
export type VisitInput = z.infer<typeof visitInput>;

export const chatFile = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
  /** Good for an hour or two. */
  url: z.string(),
});
export const chatMessage = z.object({
  id: z.string(),
  seq: z.number(),
  from: z.enum(['visitor', 'agent', 'system']),
  author: z.object({ name: z.string(), avatarUrl: z.string().nullable() }).nullable(),
  text: z.string(),
  files: z.array(chatFile),
  at: z.iso.datetime(),
  clientId: z.string().nullable(),
});
export type ChatMessage = z.infer<typeof chatMessage>;
const agent = z.object({ name: z.string(), avatarUrl: z.string().nullable() }).nullable();

const visitState = z.object({
  messages: z.array(chatMessage),
  /** Who answered last. */
  agent,
  isEnded: z.boolean(),
});
export const visitView = visitState.extend({
  token: z.string(),
  isIdentified: z.boolean(),
  name: z.string().nullable(),
  mail: z.string().nullable(),
  rating: z.number().nullable(),
  readSeq: z.number(),
});
export type VisitView = z.infer<typeof visitView>;
export const messagesView = visitState.extend({ removed: z.array(z.string()) });
export type MessagesView = z.infer<typeof messagesView>;

const clientId = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[\w.:-]+$/, 'must be letters, digits and . : _ -');
const said = z
  .string()
  .max(4000)
  .regex(/^(?:[^\p{Cc}]|[\t\n\r\u{7f}-\u{9f}])*$/u, 'contains control characters');
export const messageInput = z.object({
  clientId,
  text: said.default(''),
  fileIds: z.array(idOf('file')).max(10).default([]),
  /** What was asked before the chat; taken with its first message. */
  form: givenShape.nullish(),
});
export type MessageInput = z.infer<typeof messageInput>;
export const messagesQuery = z.object({ after: z.coerce.number().int().min(0).max(1e9).default(0) });

export const typingInput = z.object({ isTyping: z.boolean() });
export const readInput = z.object({ seq: z.number().int().min(0).max(1e9) });
const leaving = z.object({ token: z.string().max(100) });
/** A beacon comes as text. */
export const leaveInput = z.union([leaving, z.string().max(500)]);
export const mailInput = z.object({ address: mailAddress });
export const mailView = z.object({ mail: z.string() });
export const ratingInput = z.object({
  score: z.number().int().min(1).max(5),
  text: said.max(2000).default(''),
});
export const offlineInput = z.object({
  name: name.default(''),
  address: mailAddress,
  text: said.min(1),
  /** What was asked with it. */
  form: givenShape.nullish(),
  clientId,
  language,
  page: page.default({ url: '', title: '' }),
});
export type OfflineInput = z.infer<typeof offlineInput>;

export const answersQuery = z.object({ q: z.string().max(500), language });
export const answersShape = z.array(
  z.object({ id: z.string(), title: z.string(), excerpt: z.string(), url: z.string() }),
);
export const helpedInput = z.object({ language }).default({ language: 'en' });

/** What the console shows beside a conversation that is a chat. */
export const chatState = z.object({
  visitId: z.string(),
  widget: z.object({ id: z.string(), name: z.string() }),
  kind: z.enum(['chat', 'offline']),
  isOnline: z.boolean(),
  isEnded: z.boolean(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  page: z.object({ url: z.string(), title: z.string() }).nullable(),
  language: z.string(),
  name: z.string().nullable(),
  mail: z.string().nullable(),
  /** How the company's own page knows him; null where it does not vouch for him. */
  sub: z.string().nullable(),
  /** Whether we have said anything. */
  isAnswered: z.boolean(),
  /** Whether he has read our last message. */
  isRead: z.boolean(),
  /** Our messages since the last that he read or got by mail. */
  unread: z.number(),
  /** The last mail to him. */
  mailed: z.object({ state: z.string(), at: z.iso.datetime(), problem: z.string().nullable() }).nullable(),
  /** Whether messages go by mail once he has left. */
  canMail: z.boolean(),
  rating: z.object({ score: z.number(), text: z.string() }).nullable(),
});
export type ChatState = z.infer<typeof chatState>;
