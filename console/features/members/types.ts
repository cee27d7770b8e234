import type { CommunitySettings, CommunityView, MemberDetail, MemberView } from '#people/members/schema.ts';

export type { CommunitySettings, CommunityView, MemberDetail, MemberView };

export type { ProviderTest, ProviderView } from '#people/members/providers/schema.ts';
