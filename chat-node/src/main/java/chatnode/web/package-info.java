/**
 * HTTP and sockets: one verticle per event loop with its routes, and one connection per client. The
 * node starts it; it may import rooms and the protocol, and with the admin pages is the only user
 * of Vert.x HTTP. What a client sends is checked here as bytes and frames, and handed to its
 * session as text. Start reading at {@link chatnode.web.ChatVerticle} and {@link
 * chatnode.web.Connection}.
 */
package chatnode.web;
