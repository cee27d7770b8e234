import { createContext, useContext } from 'react';
import type { Asked } from './search.ts';
import type { ShownSpike } from './spikes.ts';
import type { Dimension, ListName, OverviewView } from './types.ts';

/** What to show the posts of: everything, or those of one value, of one stretch of time. */
export interface Behind {
  by?: Dimension | ListName;
  value?: string;
  from?: string;
  to?: string;
}

export interface Shown {
  subject: string;
  /** In words. */
  name: string;
  /** Topics that the subject is about. */
  topicIds: readonly string[];
  asked: Asked;
  overview: OverviewView;
  /** Moments with a name within the period. */
  marks: readonly { time: number; name: string }[];
  /** Incidents of the subject's topics within the period. */
  spikes: readonly ShownSpike[];
  open(behind: Behind): void;
  openSpike(incidentId: string): void;
  /** The same for another topic. */
  openTopic(topicId: string): void;
}

const Place = createContext<Shown | null>(null);
export const ShownProvider = Place.Provider;

/** What the dashboard around a panel shows. */
export function useShown(): Shown {
  const shown = useContext(Place);
  if (shown === null) throw new Error('A panel is on no dashboard.');
  return shown;
}
