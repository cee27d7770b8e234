import type { z } from 'zod';
import type {
  deliveryShape,
  endpointInput,
  endpointShape,
  endpointsShape,
  savedEndpoint,
} from '#platform/webhooks/schema.ts';

export type Endpoint = z.infer<typeof endpointShape>;
export type EndpointWish = z.infer<typeof endpointInput>;
export type Endpoints = z.infer<typeof endpointsShape>;
export type SavedEndpoint = z.infer<typeof savedEndpoint>;
export type Delivery = z.infer<typeof deliveryShape>;
