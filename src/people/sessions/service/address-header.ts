/** Names the address that the request came from, as the server settled it; the one a client sends is replaced. */
export const ADDRESS_HEADER = 'x-rapport-address';
