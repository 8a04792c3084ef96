/**
 * What all ways in share: who is let in and said goodbye to ({@link chatnode.ways.Clients}), what
 * one client may take, and how bytes leave ({@link chatnode.ways.Pipe}, {@link
 * chatnode.ways.Turn}). A way in is a {@link chatnode.room.Dialect}, an {@link
 * chatnode.room.Outlet} over a pipe, and a door in {@code web}; what it hears becomes frames of a
 * {@link chatnode.room.Session}. May import rooms and the protocol; knows no way in particular.
 */
package chatnode.ways;
