/** The community as a network: replies become posts in its threads. */
export { communityReplies, type CommunityThreads, type ThreadReply } from './reply.ts';
