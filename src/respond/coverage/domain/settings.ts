/** How a channel is answered. */
export interface Channel {
  /** Minutes of work that one contact takes. */
  handleMinutes: number;
  /** Contacts that one person has at the same time. */
  concurrency: number;
  /** This share is to be answered within so many minutes. */
  targetShare: number;
  targetMinutes: number;
}

/** Something that the company knows will bring more or less: a launch, a price change. */
export interface Expectation {
  name: string;
  /** Days, both included: `2026-12-01`. */
  from: string;
  to: string;
  /** 2 is twice what is usual. */
  factor: number;
}

export interface Settings {
  /** Share of the time paid that goes to breaks, training and illness. */
  shrinkage: number;
  /** Nobody is planned to be busy for more than this share of the time. */
  mostBusy: number;
  /** Whose public holidays the forecast knows. */
  countries: readonly string[];
  events: readonly Expectation[];
  /** By network; those that are not named are answered as usual. */
  channels: Readonly<Record<string, Channel>>;
}

export const USUAL_CHANNEL: Channel = {
  handleMinutes: 6,
  concurrency: 1,
  targetShare: 0.8,
  targetMinutes: 60,
};
const CHAT: Channel = { handleMinutes: 10, concurrency: 3, targetShare: 0.8, targetMinutes: 1 };

export const USUAL_SETTINGS: Settings = {
  shrinkage: 0.3,
  mostBusy: 0.85,
  countries: [],
  events: [],
  channels: { chat: CHAT },
};

export function channelOf(settings: Settings, network: string): Channel {
  return settings.channels[network] ?? USUAL_CHANNEL;
}

/** How much the company expects of a day, as a factor. */
export function expectedFactor(events: readonly Expectation[], day: string): number {
  return events.reduce((all, one) => (day >= one.from && day <= one.to ? all * one.factor : all), 1);
}
