/** What comes in on one channel, and how it is to be answered. */
export interface Demand {
  /** Contacts that arrive in an hour. */
  perHour: number;
  /** Minutes of work that one contact takes. */
  handleMinutes: number;
  /** Contacts that one person handles at the same time: 1 for posts and mail, 2 or 3 for chat. Then one of them takes longer. */
  concurrency: number;
  /** This share (0 to 1) is to be answered … */
  targetShare: number;
  /** … within so many minutes. */
  targetMinutes: number;
}

export interface Staffing {
  /** People at work. */
  people: number;
  /** Share that is answered within the target. */
  share: number;
  /** Minutes that a contact waits on average. */
  waitMinutes: number;
  /** Share of their time that people are busy. */
  occupancy: number;
}

const MOST_SERVERS = 100_000;

/**
 * Probability that all of `servers` are busy and nobody is turned away (Erlang C), for a load in erlangs. 1 when the load is more than they can
 * do. By the recursion for Erlang B, which neither overflows nor loses digits (ITU-T E.520 gives the formula).
 */
export function erlangC(servers: number, load: number): number {
  if (load <= 0) return 0;
  if (load >= servers) return 1;
  const blocked = erlangB(servers, load);
  return (servers * blocked) / (servers - load * (1 - blocked));
}

/** Probability that all of `servers` are busy when who finds them so goes away (Erlang B). */
export function erlangB(servers: number, load: number): number {
  if (load <= 0) return 0;
  let inverse = 1;
  for (let n = 1; n <= servers; n++) inverse = 1 + (inverse * n) / load;
  return 1 / inverse;
}

/** How so many people would do: for a load they cannot manage, nothing is answered in time and waiting never ends. */
export function staffingOf(people: number, demand: Demand): Staffing {
  const { servers, load, minutes } = systemOf(people, demand);
  if (load <= 0) return { people, share: 1, waitMinutes: 0, occupancy: 0 };
  if (servers <= load) return { people, share: 0, waitMinutes: Number.POSITIVE_INFINITY, occupancy: 1 };
  const waits = erlangC(servers, load);
  const spare = servers - load;
  return {
    people,
    share: 1 - waits * Math.exp((-spare * demand.targetMinutes) / minutes),
    waitMinutes: (waits * minutes) / spare,
    occupancy: load / servers,
  };
}

/** The fewest people that keep the target and are not busy for more than `mostBusy` of their time (85 % unless told). None when nothing comes. */
export function peopleNeeded(demand: Demand, mostBusy = 0.85): Staffing {
  const { load, concurrency } = systemOf(0, demand);
  let people = load <= 0 ? 0 : Math.max(1, Math.floor(load / concurrency));
  for (; people < MOST_SERVERS; people++) {
    const found = staffingOf(people, demand);
    if (found.share >= demand.targetShare && found.occupancy <= mostBusy) return found;
  }
  return staffingOf(people, demand);
}

/** People to be planned so that `people` are at work while a share of the time paid goes to breaks, training and illness. */
export function withShrinkage(people: number, shrinkage: number): number {
  return people === 0 ? 0 : Math.ceil(people / (1 - Math.min(0.95, Math.max(0, shrinkage))) - 1e-9);
}

/** People who have several contacts at a time are as many servers; each contact then takes so much longer. */
function systemOf(people: number, { perHour, handleMinutes, concurrency }: Demand) {
  const lanes = Math.max(1, Math.floor(concurrency));
  return {
    servers: people * lanes,
    load: (Math.max(0, perHour) * handleMinutes) / 60,
    minutes: handleMinutes,
    concurrency: lanes,
  };
}
