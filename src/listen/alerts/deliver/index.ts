export { DELIVER_JOB, deliverDue, listDeliveries, resendDelivery, tell, testWebhook } from './deliver.ts';
export { registerAlertSenders } from './senders.ts';
export type { Told } from './words.ts';
