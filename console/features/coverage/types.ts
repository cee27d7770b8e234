import type { z } from 'zod';
import type { ForecastView, mayShape, SettingsView, ShiftView, StageView } from '#respond/coverage/schema.ts';

export type { ForecastView, SettingsView, ShiftView, StageView };
export type MayView = z.output<typeof mayShape>;
