/**
 * Where the nodes under test keep their messages: which store they are told to use, and the folder
 * or the PostgreSQL made for it. The commands make one before they start nodes and close it after
 * them; the package fault takes its PostgreSQL away and gives it back. It imports the JDK and
 * chatpostgres. Start with {@link chatbench.store.Store}.
 */
package chatbench.store;
