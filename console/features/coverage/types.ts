import type { ForecastView, SettingsView, ShiftView, StageView } from '#respond/coverage/schema.ts';

export type { ForecastView, SettingsView, ShiftView, StageView };
export type ForecastChannel = ForecastView['channels'][number];
