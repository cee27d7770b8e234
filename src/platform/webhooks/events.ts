declare module '#platform/bus/index.ts' {
  interface Events {
    /** An endpoint or its log is different. */
    'webhook.changed': { endpointId: string };
    /** Nothing has arrived for a while, or the receiver does not want anything any more. */
    'webhook.failing': { endpointId: string; name: string; problem: string; isOff: boolean };
    'webhook.recovered': { endpointId: string };
  }
}

export {};
