/**
 * What chat means: sessions, rooms, order, presence. The web layer calls it with frames and gives
 * it an {@link chatnode.room.Outlet} to answer through; it may import the log, the bus and the
 * protocol. Everything here belongs to one event loop and is never touched by another: plain maps,
 * no locks. Start reading at {@link chatnode.room.Session}, then {@link chatnode.room.Rooms} and
 * {@link chatnode.room.Room}; for what is done about people at {@link chatnode.room.House}.
 */
package chatnode.room;
