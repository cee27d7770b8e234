/** Contacts a half hour, foretold from those of the past: the week, the level and its trend, holidays, and what goes on just now. Pure. */
export type { Expected, History, Place } from './types.ts';
export { learn, type Model } from './model.ts';
export { type Backtest, backtest, backtestSteps, naiveOf } from './backtest.ts';
