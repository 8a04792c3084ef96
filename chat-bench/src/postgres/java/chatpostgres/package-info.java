/**
 * A PostgreSQL of one's own, on a port and in a folder of its own, for the tests and for {@code
 * chat-bench verify}. A folder of source that three modules compile, as a module of its own would
 * have to be built before the server. It knows nothing but the JDK and a decompressor. Start
 * reading at {@link chatpostgres.Postgres}.
 */
package chatpostgres;
