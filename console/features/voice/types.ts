export type { ContextView } from '#respond/voice/check/schema.ts';
export type { DraftingView, DraftView } from '#respond/voice/drafts/schema.ts';
export type { ExamplePreview, ExampleView } from '#respond/voice/examples/schema.ts';
export type { Guide, GuideView, VersionView } from '#respond/voice/guide/schema.ts';
export type { HeardView } from '#respond/voice/heard/schema.ts';
export type { ReadingAccount, ReadingView } from '#respond/voice/reading/schema.ts';
