import { defineErrors } from '#platform/errors/index.ts';

export const chatErrors = defineErrors({
  'chat.widget_not_found': { status: 404, text: 'There is no chat here.' },
  'chat.widget_off': { status: 503, text: 'This chat is switched off. Nothing was sent.' },
  'chat.too_many_widgets': { status: 409, text: 'There are {count} widgets already. Remove one first.' },
  'chat.token': { status: 401, text: 'This chat is not known any more. Begin a new one; nothing was sent.' },
  'chat.identity': {
    status: 403,
    text: 'The page could not prove who you are: {reason} Nothing was shown or sent.',
  },
  'chat.identity_needed': { status: 403, text: 'Sign in on this page first, then chat with us.' },
  'chat.origin': { status: 403, text: 'This chat is not meant for {origin}. Nothing was sent.' },
  'chat.ended': { status: 409, text: 'This chat has ended. Begin a new one; nothing was sent.' },
  'chat.empty': { status: 400, text: 'There is nothing to send.' },
  'chat.too_fast': {
    status: 429,
    text: 'That was a lot at once. Nothing of this was sent; try again in a minute.',
  },
  'chat.file_unknown': {
    status: 404,
    text: 'The file is not there any more, or is of another chat. Nothing was sent; attach it again.',
  },
  'chat.files_off': { status: 403, text: 'Files cannot be sent in this chat.' },
  'chat.file_missing': { status: 400, text: 'The upload holds no file. Nothing was kept.' },
  'chat.file_too_large': { status: 413, text: 'The file is larger than {limit} MB. Nothing was kept.' },
  'chat.busy': { status: 503, text: 'Too many chats are open at the moment. Try again in a minute.' },
  'chat.no_mailbox': {
    status: 409,
    text: 'This chat cannot go on by mail. Leave the page open, or come back.',
  },
  'chat.mailbox_unknown': {
    status: 400,
    text: 'The mailbox is not connected. Connect it under Settings, Accounts. Nothing was saved.',
  },
  'chat.calendar_unknown': { status: 400, text: 'The calendar is not there any more. Nothing was saved.' },
  'chat.texts_missing': { status: 400, text: 'Write the texts in {language}, too. Nothing was saved.' },
  'chat.not_taken': { status: 400, text: 'The message could not be taken: {reason} Nothing was sent.' },
  'chat.no_chat': { status: 404, text: 'This conversation is no chat.' },
});
