import type { EmergingView, OverviewView, ShareView, TopView } from '#listen/trends/schema.ts';
import type { BoardView, MarkView } from '#listen/trends/boards/schema.ts';

import type { z } from 'zod';
import type { newReportShape, reportShape, weeklyShape } from '#listen/trends/reports/schema.ts';

export type { EmergingView, OverviewView, ShareView, TopView };
export type Board = BoardView;
export type Mark = MarkView;
export type PanelKind = Board['panels'][number]['kind'];
export type Panel = Board['panels'][number];
export type Dimension = keyof OverviewView['by'];
export type ListName = 'authors' | 'sites' | 'links' | 'tags' | 'words';
export type Report = z.infer<typeof reportShape>;
export type NewReport = z.infer<typeof newReportShape>;
export type Weekly = z.infer<typeof weeklyShape>;
