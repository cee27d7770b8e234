import { defineErrors } from '#platform/errors/index.ts';

export const alertErrors = defineErrors({
  'alert.no_rule': { status: 404, text: 'There is no alert rule {id}. It may have been removed.' },
  'alert.no_incident': {
    status: 404,
    text: 'There is no incident {id}. It may have been removed with its topic.',
  },
  'alert.no_delivery': { status: 404, text: 'There is no delivery {id}. Deliveries are kept for 30 days.' },
  'alert.no_feed': {
    status: 404,
    text: 'There is no feed at this address. It may have been taken back; make a new one under Alerts.',
  },
  'alert.no_topic': { status: 400, text: 'There is no topic {id}. Choose others, or all.' },
  'alert.no_webhook': {
    status: 409,
    text: 'The rule has no webhook. Nothing was sent; give it an address first.',
  },
});
