/**
 * The door: one verticle per event loop with its port, routes, names, origins and limits. The node
 * starts it; it opens the ways in and, with them and the admin pages, is the only user of Vert.x
 * HTTP. Whoever may not come in is told so here, before a room hears of him. Start reading at
 * {@link chatnode.web.ChatVerticle}.
 */
package chatnode.web;
