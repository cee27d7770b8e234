-- Which of the company's forms a chat offers; null for all that are meant for chats.
update chat_widgets set settings = settings || '{"formTypeIds": null}';
