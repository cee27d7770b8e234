export type {
  Added,
  Figures,
  IntentAnswer,
  IntentExampleView,
  IntentModelView,
  IntentsOverview,
  IntentView,
} from '#listen/intents/schema.ts';
