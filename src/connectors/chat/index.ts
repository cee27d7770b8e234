/** Web chat as a network: replies go into the rooms in which visitors read. */
export { type ChatRooms, chatReplies, type RoomMessage } from './reply.ts';
