import type { z } from 'zod';
import type { linkShape, madeLinkShape, Wall } from '#measure/reports/schema.ts';

export type { Wall };
export type WallLink = z.infer<typeof linkShape>;
export type MadeLink = z.infer<typeof madeLinkShape>;
