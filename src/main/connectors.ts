import type { Connectors } from '#connectors/kit/index.ts';

/** Every network that this program speaks. Adding a connector is one line here. */
export const connectors: Connectors = {
  sources: new Map(),
  replies: new Map(),
  profiles: new Map(),
  lineParsers: new Map(),
};
