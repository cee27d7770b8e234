declare module '#platform/bus/index.ts' {
  interface Events {
    /** Somebody could see a product or its reviews otherwise now; null: settings or invitations changed. */
    'review.changed': {
      productId: string | null;
      /** Products came, went, or are told otherwise themselves. */
      isList?: true;
    };
  }
}

export {};
