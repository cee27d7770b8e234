import {
  BookOpen,
  FolderOpen,
  type LucideIcon,
  MessageSquare,
  MessageSquareText,
  Reply,
  StickyNote,
  User,
} from 'lucide-react';
import type { FoundKind } from './filters.ts';

export const KIND_ICONS: Record<FoundKind, LucideIcon> = {
  conversation: MessageSquare,
  case: FolderOpen,
  person: User,
  reply: Reply,
  note: StickyNote,
  article: BookOpen,
  canned: MessageSquareText,
};
